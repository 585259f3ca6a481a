using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Sources.Files;

namespace EtlAspire.Extractor.Tests.Sources.Files;

/// <summary>Whatever a name says and wherever links lead: nothing outside the folder is reached.</summary>
public sealed class FilesRootTests : IDisposable
{
    private readonly FilesFolder _folder = new();

    private FilesRoot Root => FilesRoot.From(Settings(_folder.Root));

    [Fact]
    public void A_name_is_a_file_below_the_folder()
    {
        var path = _folder.Write("users/a..b.ndjson", "{}");

        Assert.Equal(RealPath.Of(path), Root.Resolve("users/a..b.ndjson"));
        Assert.Equal(RealPath.Of(_folder.Root), Root.Resolve(""));
        Assert.Equal(Path.Join(RealPath.Of(_folder.Root), "none"), Root.Resolve("none"));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../outside/a")]
    [InlineData("users/../../outside/a")]
    [InlineData("users/..")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\outside")]
    [InlineData("a\0b")]
    public void A_name_that_leads_out_is_refused(string name) => Refuses(name);

    [Fact]
    public void A_file_that_is_a_link_to_the_outside_is_refused()
    {
        File.WriteAllText(Path.Join(_folder.Outside, "secret"), "{}");
        Link("absolute", Path.Join(_folder.Outside, "secret"));
        Link("relative", "../outside/secret");
        Link("second", "relative");
        Link("dangling", "../outside/none");

        foreach (var name in (string[])["absolute", "relative", "second", "dangling"])
            Refuses(name);
    }

    [Fact]
    public void A_folder_that_is_a_link_to_the_outside_is_refused()
    {
        Directory.CreateDirectory(Path.Join(_folder.Outside, "deep"));
        Link("out", _folder.Outside);
        Link("deep", "out/deep");

        foreach (var name in (string[])["out", "out/secret", "out/deep/secret", "deep/secret"])
            Refuses(name);
    }

    [Fact]
    public void A_folder_beside_it_whose_name_begins_alike_is_outside()
    {
        Directory.CreateDirectory(_folder.Root + "-2");
        Link("beside", $"../{Path.GetFileName(_folder.Root)}-2");

        Refuses("beside");
    }

    [Fact]
    public void Links_within_the_folder_are_followed()
    {
        var path = _folder.Write("2026/users.ndjson", "{}");
        Link("latest", "2026");
        Link("users.ndjson", "latest/../latest/users.ndjson");

        Assert.Equal(RealPath.Of(path), Root.Resolve("users.ndjson"));
        Assert.Equal(RealPath.Of(path), Root.Resolve("latest/users.ndjson"));
    }

    [Fact]
    public void A_folder_that_is_itself_a_link_is_where_it_leads()
    {
        var link = Path.Join(_folder.Outside, "link");
        File.CreateSymbolicLink(link, _folder.Root);
        var path = _folder.Write("a", "{}");

        Assert.Equal(RealPath.Of(path), FilesRoot.From(Settings(link)).Resolve("a"));
    }

    [Fact]
    public void Links_that_lead_in_a_circle_are_no_file()
    {
        Link("a", "b");
        Link("b", "a");

        Assert.Equal("source_not_found", Assert.Throws<RunFailedException>(() => Root.Resolve("a")).Error.Kind);
    }

    [Fact]
    public void The_setting_must_be_there()
    {
        var error = Assert.Throws<RunFailedException>(() => FilesRoot.From(Settings(null))).Error;

        Assert.Equal(("missing_setting", "Set ETL_FILES_DIR and retry the run."), (error.Kind, error.Hint));
    }

    [Fact]
    public void The_folder_must_be_there()
    {
        var error = Assert.Throws<RunFailedException>(() => FilesRoot.From(Settings("/no/such/folder"))).Error;

        Assert.Equal("source_not_found", error.Kind);
        Assert.Contains("/no/such/folder", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder.Root + "-2"))
            Directory.Delete(_folder.Root + "-2");
        _folder.Dispose();
    }

    private static Settings Settings(string? folder) => new(name => name == FilesRoot.Variable ? folder : null);

    private void Link(string name, string target) => File.CreateSymbolicLink(Path.Join(_folder.Root, name), target);

    private void Refuses(string name)
    {
        var error = Assert.Throws<RunFailedException>(() => Root.Resolve(name)).Error;
        Assert.Equal("path_outside_root", error.Kind);
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }
}
