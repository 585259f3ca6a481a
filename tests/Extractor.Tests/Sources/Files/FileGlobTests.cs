using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources;
using EtlAspire.Extractor.Sources.Files;

namespace EtlAspire.Extractor.Tests.Sources.Files;

public sealed class FileGlobTests
{
    [Theory]
    [InlineData("a.ndjson", "a.ndjson")]
    [InlineData("*.ndjson", "a.ndjson")]
    [InlineData("users/*.ndjson", "users/b.ndjson users/c.ndjson")]
    [InlineData("users/?.ndjson", "users/b.ndjson users/c.ndjson")]
    [InlineData("users/[bx].ndjson", "users/b.ndjson")]
    [InlineData("users/[a-b].ndjson", "users/b.ndjson")]
    [InlineData("users/[!b].ndjson", "users/c.ndjson")]
    [InlineData("users/[^b].ndjson", "users/c.ndjson")]
    [InlineData("users/[!.]*.ndjson", "users/b.ndjson users/c.ndjson")]
    [InlineData("users/[.]*.ndjson", "")]
    [InlineData("users/[]b-].ndjson", "users/b.ndjson")]
    [InlineData("users/{b,c,nothing}.ndjson", "users/b.ndjson users/c.ndjson")]
    [InlineData("users/{2026/e,[b]}.ndjson", "users/2026/e.ndjson users/b.ndjson")]
    [InlineData("{users/{b,2026/*},a}.ndjson", "a.ndjson users/2026/e.ndjson users/b.ndjson")]
    [InlineData("users/{.hidden,b}*", "users/.hidden.ndjson users/b.ndjson")]
    [InlineData("users/{b}.ndjson", "")]
    [InlineData("users/{B,C}.ndjson", "")]
    [InlineData("users/*", "users/b.ndjson users/c.ndjson users/d.ndjson.gz")]
    [InlineData("users/.*", "users/.hidden.ndjson")]
    [InlineData("*/*.gz", "users/d.ndjson.gz")]
    [InlineData("users/*/*.ndjson", "users/2026/e.ndjson")]
    [InlineData("**/*.ndjson", "a.ndjson users/2026/11/f.ndjson users/2026/e.ndjson users/b.ndjson users/c.ndjson")]
    [InlineData("users/**/**/*.ndjson", "users/2026/11/f.ndjson users/2026/e.ndjson users/b.ndjson users/c.ndjson")]
    [InlineData("**/11/*", "users/2026/11/f.ndjson")]
    [InlineData("users", "")]
    [InlineData("Users/*.ndjson", "")]
    public void A_glob_means_files(string glob, string expected)
    {
        using var folder = new FilesFolder();
        foreach (var name in (string[])[
            "a.ndjson", "users/b.ndjson", "users/c.ndjson", "users/d.ndjson.gz", "users/.hidden.ndjson", "users/2026/e.ndjson",
            "users/2026/11/f.ndjson", ".hidden/g.ndjson"])
        {
            folder.Write(name, "{}");
        }

        Assert.Equal(expected, Find(folder, glob));
    }

    [Theory]
    [InlineData("[ab]{c,d}.ndjson")]
    [InlineData("*{c,d}.ndjson")]
    [InlineData("[ab*.ndjson")]
    [InlineData("[ab]{c*")]
    [InlineData("[[:alpha:]]*")]
    public void A_glob_that_was_stored_when_brackets_meant_themselves_still_finds_its_files(string glob)
    {
        using var folder = new FilesFolder();
        var name = glob.Replace("*", "[ab]", StringComparison.Ordinal);
        folder.Write(name, "{}");

        Assert.Equal(name, Find(folder, glob));
    }

    [Fact]
    public void A_name_with_brackets_is_not_what_a_class_means_while_there_is_what_it_means()
    {
        using var folder = new FilesFolder();
        folder.Write("[ab].ndjson", "{}");
        folder.Write("a.ndjson", "{}");

        Assert.Equal("a.ndjson", Find(folder, "[ab].ndjson"));
        Assert.Equal("[ab].ndjson", Find(folder, "[[]*.ndjson"));
    }

    [Fact]
    public void Links_within_the_folder_are_found_but_two_stars_do_not_enter_them()
    {
        using var folder = new FilesFolder();
        folder.Write("2026/a.ndjson", "{}");
        Directory.CreateSymbolicLink(Path.Join(folder.Root, "latest"), "2026");
        Directory.CreateSymbolicLink(Path.Join(folder.Root, "2026/up"), "..");

        Assert.Equal("2026/a.ndjson latest/a.ndjson", Find(folder, "*/*.ndjson"));
        Assert.Equal("2026/a.ndjson", Find(folder, "**/*.ndjson"));
    }

    [Theory]
    [InlineData("*.ndjson")]
    [InlineData("**/*.ndjson")]
    [InlineData("out/*.ndjson")]
    [InlineData("*/secret.ndjson")]
    [InlineData("[o]ut/*.ndjson")]
    [InlineData("{out/secret,a}.ndjson")]
    public async Task A_glob_that_meets_a_link_to_the_outside_fails_the_run(string glob)
    {
        using var folder = new FilesFolder();
        await File.WriteAllTextAsync(Path.Join(folder.Outside, "secret.ndjson"), "{}", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Join(folder.Root, "link.ndjson"), Path.Join(folder.Outside, "secret.ndjson"));
        Directory.CreateSymbolicLink(Path.Join(folder.Root, "out"), folder.Outside);

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => folder.PlanAsync(glob));

        Assert.Equal("path_outside_root", failure.Error.Kind);
    }

    [Fact]
    public async Task A_file_that_becomes_a_link_to_the_outside_is_not_read()
    {
        using var folder = new FilesFolder();
        var path = folder.Write("a.ndjson", "{}");
        var checkpoint = Assert.Single(await folder.PlanAsync("a.ndjson"));
        File.Move(path, Path.Join(folder.Outside, "a.ndjson"));
        File.CreateSymbolicLink(path, Path.Join(folder.Outside, "a.ndjson"));

        Assert.Equal("path_outside_root", Assert.Throws<RunFailedException>(() => folder.Open(checkpoint)).Error.Kind);
    }

    private static string Find(FilesFolder folder, string glob)
    {
        try
        {
            var settings = new Settings(name => name == FilesRoot.Variable ? folder.Root : null);
            return string.Join(' ', new FileGlob(FilesRoot.From(settings), glob).Find());
        }
        catch (RunFailedException failure) when (failure.Error.Kind == "source_not_found")
        {
            return "";
        }
    }
}
