using EtlAspire.AppHost.Tests.Processes;

namespace EtlAspire.AppHost.Tests;

public sealed class SettingsTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly AppHostFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory]
    [InlineData("ETL_SERVERS", "bogus", "ETL_SERVERS is 'bogus': set it to 'containers' or 'processes'.")]
    [InlineData("ETL_REPLICAS", "many", "ETL_REPLICAS is 'many': set it to a whole number above zero.")]
    [InlineData("ETL_DASHBOARD_PORT", "65536", "ETL_DASHBOARD_PORT is '65536': ports end at 65535.")]
    [InlineData("ETL_DATA_DIR", "/dev/null", "The data directory /dev/null cannot be made: set ETL_DATA_DIR to another directory.")]
    public async Task What_cannot_be_is_refused_in_one_sentence(string setting, string value, string sentence)
    {
        using var appHost = _folder.Start(AppHostPorts.Free(), KeyValuePair.Create(setting, value));

        Assert.Equal(1, await appHost.ExitedAsync(Deadline));
        Assert.Equal([sentence], appHost.Errors);
        Assert.Empty(_folder.Processes());
    }
}
