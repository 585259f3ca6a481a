using EtlAspire.Transformer.Chunks;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Moments;

/// <summary>A date, or that of a moment, as it is written there.</summary>
internal readonly struct DateParser : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (!MomentText.TryParse(text, out var moment))
            return false;
        results.Set(row, moment.Days);
        return true;
    }
}

/// <summary>What a clock shows. As in PostgreSQL the text may have a zone, of which no notice is taken.</summary>
internal readonly struct TimestampParser : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (!MomentText.TryParse(text, out var moment))
            return false;
        results.Set(row, moment.Shown);
        return true;
    }
}

/// <summary>A moment. Where the text has no zone, it is UTC.</summary>
internal readonly struct TimestamptzParser : ITextParser
{
    public static bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row)
    {
        if (!MomentText.TryParse(text, out var moment) || !moment.TryToUtc(out var micros))
            return false;
        results.Set(row, micros);
        return true;
    }
}
