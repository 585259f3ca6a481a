using EtlAspire.Storage.Lake;

namespace EtlAspire.Storage.Tests.Lake;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://lake", "lake", "")]
    [InlineData("s3://my.lake-1/", "my.lake-1", "")]
    [InlineData("s3://lake/etl/prod", "lake", "etl/prod/")]
    [InlineData("s3://lake/etl/", "lake", "etl/")]
    public void A_place_on_S3_is_a_bucket_and_a_prefix(string text, string bucket, string prefix) =>
        Assert.Equal(new S3Location(bucket, prefix), S3Location.TryParse(text));

    [Theory]
    [InlineData("lake")]
    [InlineData("/data/lake")]
    [InlineData("s3://")]
    [InlineData("s3:///prefix")]
    [InlineData("s3://Lake")]
    [InlineData("s3://la")]
    [InlineData("s3://lake//etl")]
    [InlineData("s3://lake/../other")]
    [InlineData("s3://lake/a b")]
    [InlineData("https://lake/etl")]
    [InlineData("s3://lake\n")]
    public void Anything_else_is_refused_and_named(string text) => Assert.StartsWith(
        $"ETL_LAKE is '{text}': write s3://bucket", S3Location.FindMistake(text), StringComparison.Ordinal);

    [Fact]
    public void A_folder_needs_no_setting() =>
        Assert.Null(S3Location.FindMistake(null));
}
