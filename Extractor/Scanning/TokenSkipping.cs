using System.Text.Json;

namespace EtlAspire.Extractor.Scanning;

/// <summary>Passes over parts of a record that may not be all there yet: then the answer is false, and the record is read again later.</summary>
internal static class TokenSkipping
{
    /// <summary>Reads to the end of the array that a reader is at.</summary>
    /// <param name="reader">A reader at the start of an array.</param>
    /// <param name="depthLimit">The depth at which nothing may begin any more.</param>
    /// <param name="isTooDeep">Whether something does.</param>
    /// <param name="beyond">The first number in it that PostgreSQL cannot hold.</param>
    public static bool TrySkipArray(ref Utf8JsonReader reader, int depthLimit, out bool isTooDeep, out byte[]? beyond)
    {
        isTooDeep = false;
        beyond = null;
        var depth = reader.CurrentDepth;
        do
        {
            isTooDeep |= reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && reader.CurrentDepth >= depthLimit;
            if (reader.TokenType == JsonTokenType.Number && !NumberLimits.IsStorable(reader.ValueSpan))
                beyond ??= reader.ValueSpan.ToArray();
            if (!reader.Read())
                return false;
        }
        while (reader.CurrentDepth > depth);

        return true;
    }

    /// <summary>Reads until a depth is reached.</summary>
    public static bool TrySkipTo(ref Utf8JsonReader reader, int depth)
    {
        while (reader.Read())
        {
            if (reader.CurrentDepth == depth)
                return true;
        }

        return false;
    }
}
