using EtlAspire.Contracts.Batches;
using EtlAspire.Storage;
using ParquetSharp;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>
/// Copies a typed file into a table by COPY in its binary form: a page of each column and two small buffers in memory,
/// however large the file. While PostgreSQL takes one buffer the other is filled.
/// </summary>
internal static class ParquetCopy
{
    private const int FlushSize = 256 * 1024;
    private const int BufferSize = FlushSize + FlushSize / 2; // a row beyond the flush size rarely makes it grow
    private const short EndOfRows = -1;

    private static readonly TypedColumn Record = new("_record", ColumnType.Bigint);

    // The signature, no flags, and a header extension of no bytes.
    private static readonly byte[] Header =
        [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>Copies all rows, with <c>_run</c> and <c>_record</c>, within the connection's transaction.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="path">The Parquet file: <c>_record</c> and the columns.</param>
    /// <param name="columns">The columns to copy; they have a type.</param>
    /// <param name="table">The table, quoted; its columns have exactly those types.</param>
    /// <param name="runNumber">The value of <c>_run</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The number of rows.</returns>
    /// <exception cref="InvalidDataException">The file is damaged, or not of these columns.</exception>
    public static async Task<long> CopyAsync(
        NpgsqlConnection connection, string path, IReadOnlyList<TypedColumn> columns, string table, long runNumber,
        CancellationToken cancellationToken)
    {
        try
        {
            TypedColumn[] selected = [.. columns, Record];
            using var rows = ParquetRows.Open(path, selected);
            var names = string.Join(", ", selected.Select(column => SqlName.Quote(column.Name)));
            await using var stream = await connection.BeginRawBinaryCopyAsync(
                $"copy {table} (_run, {names}) from stdin (format binary)", cancellationToken);
            try
            {
                return await WriteAsync(rows, stream, runNumber, cancellationToken);
            }
            catch
            {
                await stream.CancelAsync(); // disposing would end the COPY as if all were there
                throw;
            }
        }
        catch (ParquetException exception)
        {
            throw new InvalidDataException(exception.Message, exception);
        }
    }

    /// <summary>Encodes all rows into a stream.</summary>
    internal static async Task<long> WriteAsync(
        ParquetRows rows, Stream stream, long runNumber, CancellationToken cancellationToken)
    {
        using var first = new CopyBuffer(BufferSize);
        using var second = new CopyBuffer(BufferSize);
        var (filling, sending) = (first, second);
        var sent = Task.CompletedTask;
        var written = 0L;

        try
        {
            filling.Write(Header);
            for (var count = rows.NextRowGroup(); count > 0; count = rows.NextRowGroup())
            {
                for (var left = count; left > 0;)
                {
                    left -= Fill(filling, rows, left, runNumber);
                    if (filling.Length < FlushSize)
                        continue;

                    await sent;
                    (filling, sending) = (sending, filling);
                    filling.Clear();
                    sent = stream.WriteAsync(sending.Written, cancellationToken).AsTask();
                }

                written += count;
            }

            filling.WriteInt16(EndOfRows);
            await sent;
        }
        finally
        {
            // Whatever went wrong: the buffer must not go back to the pool while it is being sent.
            await sent.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await stream.WriteAsync(filling.Written, cancellationToken);
        await stream.FlushAsync(cancellationToken);
        return written;
    }

    private static long Fill(CopyBuffer buffer, ParquetRows rows, long count, long runNumber)
    {
        var filled = 0L;
        for (; filled < count && buffer.Length < FlushSize; filled++)
        {
            buffer.WriteInt16((short)(rows.Columns + 1));
            buffer.WriteInt64Field(runNumber);
            rows.WriteNext(buffer);
        }

        return filled;
    }
}
