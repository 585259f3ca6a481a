using System.Security.Cryptography;
using DuckDB.NET.Data;
using EtlAspire.Storage;
using EtlAspire.Transformer.Tests.Support;
using EtlAspire.Transformer.Transforming;

namespace EtlAspire.Transformer.Tests.Writing;

public sealed class TypedFileTests
{
    [Theory]
    [InlineData("CAST(n AS DECIMAL(18,3))", "-9.500", "VARCHAR")]
    [InlineData("CAST(n AS DECIMAL(38,20)) * 1000000000000", "-9500000000000.00000000000000000000", "VARCHAR")]
    [InlineData("CAST(n AS DOUBLE) / 2", "-4.75", "DOUBLE")]
    [InlineData("CAST(trunc(n) AS BIGINT)", "-9", "BIGINT")]
    [InlineData("n < 0", "true", "BOOLEAN")]
    [InlineData("DATE '2024-02-29' - CAST(trunc(n) AS INTEGER)", "2024-03-09", "DATE")]
    [InlineData("TIMESTAMP '2024-02-29 12:34:56.789012' + INTERVAL (n < 0) DAY", "2024-03-01 12:34:56.789012", "TIMESTAMP")]
    [InlineData("TIMESTAMPTZ '1969-12-31 23:59:59.999999Z' - INTERVAL (n > 0) DAY", "1969-12-31 23:59:59.999999+00", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("{'n': n::double}", """{"n":-9.5}""", "JSON")]
    [InlineData("'ä' || n", "ä-9.5", "VARCHAR")]
    public async Task Every_type_comes_back_as_it_was_and_so_do_nulls(string expression, string expected, string sqlType)
    {
        string[] records = ["""{"id":1}""", """{"id":2,"n":-9.5}""", """{"id":3,"n":null}"""];
        var steps = $"derive: {{ v: \"CASE WHEN n IS NOT NULL THEN {expression.Replace("\"", "\\\"", StringComparison.Ordinal)} END\" }}";

        await TestBatch.TransformAsync([steps, "drop: [id, n]"], records, async (path, _) =>
        {
            Assert.Equal(["∅", expected, "∅"], await QueryAsync(path, "coalesce(CAST(v AS VARCHAR), '∅')"));
            Assert.Equal([sqlType, sqlType, sqlType], await QueryAsync(path, "typeof(v)"));
        });
    }

    [Fact]
    public async Task Texts_that_come_again_get_a_dictionary_and_others_none()
    {
        var records = Enumerable.Range(0, 500).Select(i => $$"""{"again":"{{i % 7}} and something","once":"{{i}} and something"}""");

        await TestBatch.TransformAsync([], [.. records], async (path, output) =>
        {
            Assert.Equal(500, output.Rows);
            Assert.Equal(["again true", "once false"], await MetadataAsync(path,
                "path_in_schema || ' ' || contains(encodings, 'RLE_DICTIONARY')", "path_in_schema <> '_record'"));
        });
    }

    [Fact]
    public async Task A_large_file_has_more_than_one_row_group()
    {
        var records = Enumerable.Range(0, 3_000).Select(i =>
            $$"""{"id":{{i}},"text":"{{Convert.ToBase64String(RandomNumberGenerator.GetBytes(15_000))}}"}""");

        await TestBatch.TransformAsync([], [.. records], async (path, output) =>
        {
            Assert.Equal(3_000, output.Rows);
            Assert.Equal(["2"], await MetadataAsync(path, "CAST(count(DISTINCT row_group_id) AS VARCHAR)", "true"));
            Assert.Equal(["4498500"], await QueryAsync(path, "CAST(sum(id) AS VARCHAR)"));
        });
    }

    [Theory]
    [InlineData("/dev/null/typed.parquet", "typed.parquet")]
    [InlineData("/dev/full", "full")]
    public async Task A_file_that_cannot_be_written_is_an_error_that_names_it(string path, string name)
    {
        var raw = Path.GetTempFileName();
        try
        {
            string[] records = [.. Enumerable.Range(0, 5_000).Select(i => $$"""{"a":"{{Guid.NewGuid()}}"}""")];
            await TestBatch.WriteRawAsync(raw, records);
            var input = new BatchInput(raw, 1, records.Length, Shapes.Of(records), [], DateTimeOffset.UnixEpoch);

            var error = await Assert.ThrowsAsync<IOException>(
                () => BatchTransformation.RunAsync(input, path, TestContext.Current.CancellationToken));

            Assert.Contains($"'{name}' cannot be written", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(raw);
        }
    }

    private static Task<List<string>> QueryAsync(string path, string expression) =>
        SelectAsync($"SELECT {expression} FROM {SqlName.Literal(path)}");

    private static Task<List<string>> MetadataAsync(string path, string expression, string where) =>
        SelectAsync($"SELECT {expression} FROM parquet_metadata({SqlName.Literal(path)}) WHERE {where}");

    private static async Task<List<string>> SelectAsync(string sql)
    {
        await using var connection = new DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SET TimeZone = 'UTC'";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var values = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            values.Add(reader.GetString(0));
        return values;
    }
}
