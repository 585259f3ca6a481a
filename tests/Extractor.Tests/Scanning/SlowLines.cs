using System.Text;
using System.Text.Json;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>What a text's lines come to, written as plainly as possible.</summary>
internal sealed class SlowLines
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public SlowLines(byte[] text)
    {
        if (text.AsSpan().StartsWith(ByteOrderMark))
            text = text[ByteOrderMark.Length..];

        // One character a byte: nothing is lost, and nothing but '\n' ends a line.
        foreach (var line in Encoding.Latin1.GetString(text).Split('\n'))
        {
            var content = line.TrimEnd(' ', '\t', '\r');
            if (content.Length > 0)
                Take(Encoding.Latin1.GetBytes(content));
        }

        Shape = new SlowScanner([.. "["u8, .. Accepted.SelectMany((record, number) => number == 0 ? record : [(byte)',', .. record]), .. "]"u8]).Shape;
    }

    public List<string> Records { get; } = [];

    public List<string> Rejects { get; } = [];

    public Shape Shape { get; }

    private List<byte[]> Accepted { get; } = [];

    private void Take(byte[] line)
    {
        if (FindRecord(line) is { } record)
        {
            Records.Add(record);
            Accepted.Add(line);
        }
        else
        {
            Rejects.Add(Encoding.UTF8.GetString(line));
        }
    }

    private static string? FindRecord(byte[] line)
    {
        try
        {
            var slow = new SlowScanner([.. "["u8, .. line, .. "]"u8]);
            return slow is { Records: [var record], Rejects: [] } ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
