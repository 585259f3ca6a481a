using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Transformer.Tests.Transforming;

public sealed class SpillFoldersTests
{
    // Above the largest number that Linux gives to a process.
    private const int NoProcess = 99_999_999;

    [Fact]
    public async Task What_a_killed_transformer_left_is_removed_and_what_is_in_use_stays()
    {
        var used = SpillFolders.Create();
        var abandoned = Directory.CreateTempSubdirectory($"etl-transformer-{NoProcess}-");
        try
        {
            await new SpillFolders().StartAsync(TestContext.Current.CancellationToken);

            Assert.True(Directory.Exists(used.FullName));
            Assert.False(Directory.Exists(abandoned.FullName));
        }
        finally
        {
            used.Delete();
        }
    }
}
