using EtlAspire.AppHost.Servers;

namespace EtlAspire.AppHost.Tests.Servers;

public sealed class InstalledProgramsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("etl-programs-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_newest_version_is_taken_by_number_and_only_where_its_program_is()
    {
        Install("server-9", "run");
        Install("server-10.2", "run");
        Install("server-11", "another");
        Install("server-beta", "run");

        var (version, folder) = InstalledPrograms.Newest(_root, "server-", "run", "The server", "server");

        Assert.Equal(new Version(10, 2), version);
        Assert.Equal(Path.Combine(_root, "server-10.2"), folder);
    }

    [Theory]
    [InlineData("empty")]
    [InlineData("missing")]
    public void A_missing_program_is_named_with_the_package_that_brings_it(string folder)
    {
        Directory.CreateDirectory(Path.Combine(_root, "empty"));

        var missing = Assert.Throws<DistributedApplicationException>(
            () => InstalledPrograms.Newest(Path.Combine(_root, folder), "server-", "run", "The server", "server"));

        Assert.Equal("The server is not installed on this machine. Install it with 'apt-get install server'.", missing.Message);
    }

    private void Install(string folder, string program) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_root, folder)).FullName, program), "");
}
