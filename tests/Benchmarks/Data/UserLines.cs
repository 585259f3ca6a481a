using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using EtlAspire.SampleApi;

namespace EtlAspire.Benchmarks.Data;

/// <summary>The sample API's generated users, a JSON line each.</summary>
internal static class UserLines
{
    private const int FlushBytes = 1024 * 1024;

    private static readonly JsonWriterOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // names stay readable: UTF-8 as JSONPlaceholder sends it
        SkipValidation = true,
    };

    /// <summary>Writes the users 1 to <paramref name="count"/> into a file.</summary>
    public static async Task WriteAsync(string path, long count, CancellationToken cancellationToken)
    {
        await using var file = File.Create(path);
        var lines = new ArrayBufferWriter<byte>(2 * FlushBytes);
        await using var json = new Utf8JsonWriter(lines, Json);
        for (var id = 1L; id <= count; id++)
        {
            Append(json, lines, id);
            if (lines.WrittenCount < FlushBytes)
                continue;

            await file.WriteAsync(lines.WrittenMemory, cancellationToken);
            lines.ResetWrittenCount();
        }

        await file.WriteAsync(lines.WrittenMemory, cancellationToken);
    }

    /// <summary>The users 1 to <paramref name="count"/> in memory.</summary>
    public static byte[] Create(int count)
    {
        var lines = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(lines, Json);
        for (var id = 1; id <= count; id++)
            Append(json, lines, id);
        return lines.WrittenSpan.ToArray();
    }

    private static void Append(Utf8JsonWriter json, ArrayBufferWriter<byte> lines, long id)
    {
        json.Reset(lines);
        PersonJson.Write(json, PeopleGenerator.Create(id));
        json.Flush();
        lines.Write("\n"u8);
    }
}
