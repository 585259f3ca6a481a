using EtlAspire.Storage.Lake;

namespace EtlAspire.Storage.Tests.Lake;

public sealed class LakePathTests
{
    [Fact]
    public void A_folder_names_layer_pipeline_resource_and_run() =>
        Assert.Equal("raw/customer-360/orders/17", LakePath.Folder(LakeLayer.Raw, "customer-360", "orders", 17));

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a\0")]
    [InlineData("ä")]
    public void A_name_that_could_lead_elsewhere_is_refused(string name)
    {
        Assert.Throws<ArgumentException>(() => LakePath.Folder(LakeLayer.Raw, name, "users", 1));
        Assert.Throws<ArgumentException>(() => LakePath.Folder(LakeLayer.Typed, "users", name, 1));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("raw/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData(".")]
    public void A_path_that_leads_out_of_the_lake_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => LakePath.Resolve("/data/lake", path));

    [Fact]
    public void A_path_of_the_lake_lies_below_its_root() =>
        Assert.Equal("/data/lake/raw/a/b/1/x.ndjson.zst", LakePath.Resolve("/data/lake", "raw/a/b/1/x.ndjson.zst"));
}
