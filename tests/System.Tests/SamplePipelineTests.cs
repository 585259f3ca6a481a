using EtlAspire.SystemTests.Hosting;

namespace EtlAspire.SystemTests;

public sealed class SamplePipelineTests(EtlSystem system)
{
    [Theory]
    [InlineData("exchange-rates", 1)]
    [InlineData("customer-360", 2)]
    [InlineData("competitor-prices", 2)]
    public async Task Every_sample_runs_and_balances(string pipeline, int tables)
    {
        var run = await system.Client.RunAsync(pipeline, TestContext.Current.CancellationToken);

        Assert.True(run.Status == "succeeded", run.ToString());
        Assert.True(run.Receipt is { Balanced: true, Extracted: > 0, Quarantined: 0 }, run.Receipt.ToString());
        Assert.Equal(tables, run.Tables.Count);
        Assert.All(run.Tables, table => Assert.True(table.Rows > 0, table.ToString()));
    }
}
