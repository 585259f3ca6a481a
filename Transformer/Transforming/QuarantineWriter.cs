using EtlAspire.Storage.Catalog;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ZstdSharp;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Copies rejected records from the raw file into quarantine, one at a time, however many there are.</summary>
internal static class QuarantineWriter
{
    private const string Copy =
        "copy etl.quarantine (run_id, batch_number, resource, stage, reason, position, record) from stdin (format binary)";

    /// <summary>Writes the rejects in the catalog's open transaction.</summary>
    public static async Task WriteAsync(
        CatalogDbContext catalog, Batch batch, string rawPath, IReadOnlyList<Reject> rejects, CancellationToken cancellationToken)
    {
        if (rejects.Count == 0)
            return;

        await using var file = File.OpenRead(rawPath);
        await using var decompressed = new DecompressionStream(file);
        using var lines = new StreamReader(decompressed);
        var connection = (NpgsqlConnection)catalog.Database.GetDbConnection();
        await using var importer = await connection.BeginBinaryImportAsync(Copy, cancellationToken);
        var line = 0;
        foreach (var reject in rejects)
        {
            string? record = null;
            for (; line < reject.Line; line++)
                record = await lines.ReadLineAsync(cancellationToken);

            await importer.WriteRowAsync(
                cancellationToken, batch.RunId, batch.Number, batch.Resource, "transform", StorableText.Of(reject.Reason), (long)reject.Line, record);
        }

        await importer.CompleteAsync(cancellationToken);
    }
}
