using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace EtlAspire.Contracts.Batches;

/// <summary>
/// Reads the JSON of a record whose like was read before, and nothing else: it answers false to all that it does not expect,
/// well-formed or not, and the record is then read from its start by a reader that knows everything. What it passes over is
/// well-formed as RFC 8259 has it, except that it does not check that texts are UTF-8.
/// </summary>
/// <param name="json">One record.</param>
public ref struct JsonCursor(ReadOnlySpan<byte> json)
{
    private const int HexEscapeLength = 6;

    private static readonly SearchValues<byte> EndsOfPlainText =
        SearchValues.Create([(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    private readonly ReadOnlySpan<byte> _json = json;

    /// <summary>How many bytes are read.</summary>
    public int Position { get; private set; }

    /// <summary>Whether all bytes are read.</summary>
    public readonly bool IsAtEnd => Position == _json.Length;

    /// <summary>The bytes from a position up to where it has read.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _json[start..Position];

    /// <summary>A name as <see cref="TryPass(ReadOnlySpan{byte})"/> may look for it: in quotes; null where only escapes can write it.</summary>
    public static byte[]? Quote(ReadOnlySpan<byte> name) =>
        name.IndexOfAny(EndsOfPlainText) < 0 ? [(byte)'"', .. name, (byte)'"'] : null;

    /// <summary>The byte that the next token begins with, behind any white space; 0 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Peek()
    {
        while ((uint)Position < (uint)_json.Length)
        {
            var next = _json[Position];
            if (next is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return next;
            Position++;
        }

        return 0;
    }

    /// <summary>Passes one of <c>{ } [ ] , :</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPass(char token)
    {
        if (Peek() != token)
            return false;
        Position++;
        return true;
    }

    /// <summary>Passes bytes that stand right here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPass(ReadOnlySpan<byte> bytes)
    {
        if (!StartsWith(_json[Position..], bytes))
            return false;
        Position += bytes.Length;
        return true;
    }

    /// <summary>Reads a name that stands right here, and the colon behind it.</summary>
    /// <param name="name">The name as it is written; one with escapes in it is not read.</param>
    public bool TryReadName(out ReadOnlySpan<byte> name) =>
        TryReadText(out name, out var isEscaped) && !isEscaped && TryPass(':');

    /// <summary>Reads a text that stands right here.</summary>
    /// <param name="text">What stands between its quotes.</param>
    /// <param name="isEscaped">Whether there are escapes in it.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadText(out ReadOnlySpan<byte> text, out bool isEscaped) => TryReadText(out text, out isEscaped, out _);

    /// <summary>Reads a text that stands right here.</summary>
    /// <param name="text">What stands between its quotes.</param>
    /// <param name="isEscaped">Whether there are escapes in it.</param>
    /// <param name="isPlain">Whether it is known to be ASCII without escapes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadText(out ReadOnlySpan<byte> text, out bool isEscaped, out bool isPlain)
    {
        // Most texts are short: their end is within one vector, and to look there takes less time than to call for a search.
        var rest = _json[Position..];
        if (Vector256.IsHardwareAccelerated && rest.Length > Vector256<byte>.Count && rest[0] == '"')
        {
            rest = rest[1..];
            var bytes = Vector256.Create(rest);
            var ends = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(bytes, Vector256.Create((byte)' '))).ExtractMostSignificantBits();
            var length = BitOperations.TrailingZeroCount(ends);
            if (ends != 0 && rest[length] == '"')
            {
                text = rest[..length];
                isEscaped = false;
                isPlain = (bytes.ExtractMostSignificantBits() & (ends ^ (ends - 1))) == 0; // a quote is ASCII, too
                Position += length + 2;
                return true;
            }
        }

        isPlain = false;
        return TryReadLongText(out text, out isEscaped);
    }

    /// <summary>Reads a number.</summary>
    /// <param name="number">The number as it is written.</param>
    /// <param name="isInteger">Whether it has neither fraction nor exponent.</param>
    public bool TryReadNumber(out ReadOnlySpan<byte> number, out bool isInteger)
    {
        number = default;
        isInteger = true;
        var start = Position;
        PassOne('-');
        if (!PassOne('0') && !PassDigits())
            return false;
        if (PassOne('.'))
        {
            isInteger = false;
            if (!PassDigits())
                return false;
        }

        if (PassOne('e') || PassOne('E'))
        {
            isInteger = false;
            if (!PassOne('-'))
                PassOne('+');
            if (!PassDigits())
                return false;
        }

        number = _json[start..Position];
        return true;
    }

    /// <summary>Passes over a value of whatever kind.</summary>
    /// <param name="depth">How deep it may be nested; 0 for none but texts, numbers, true, false and null.</param>
    public bool TrySkip(int depth) => Peek() switch
    {
        (byte)'"' => TryReadText(out _, out _),
        (byte)'{' => depth > 0 && TrySkipObject(depth - 1),
        (byte)'[' => depth > 0 && TrySkipArray(depth - 1),
        (byte)'t' => TryPass("true"u8),
        (byte)'f' => TryPass("false"u8),
        (byte)'n' => TryPass("null"u8),
        _ => TryReadNumber(out _, out _),
    };

    private bool TrySkipObject(int depth)
    {
        Position++;
        if (TryPass('}'))
            return true;

        do
        {
            Peek();
            if (!TryReadText(out _, out _) || !TryPass(':') || !TrySkip(depth))
                return false;
        }
        while (TryPass(','));

        return TryPass('}');
    }

    private bool TrySkipArray(int depth)
    {
        Position++;
        if (TryPass(']'))
            return true;

        do
        {
            if (!TrySkip(depth))
                return false;
        }
        while (TryPass(','));

        return TryPass(']');
    }

    private bool PassOne(char one)
    {
        if ((uint)Position >= (uint)_json.Length || _json[Position] != one)
            return false;
        Position++;
        return true;
    }

    private bool PassDigits()
    {
        var start = Position;
        while ((uint)Position < (uint)_json.Length && char.IsAsciiDigit((char)_json[Position]))
            Position++;
        return Position > start;
    }

    private bool TryReadLongText(out ReadOnlySpan<byte> text, out bool isEscaped)
    {
        text = default;
        isEscaped = false;
        if (!PassOne('"'))
            return false;

        var start = Position;
        while (true)
        {
            var rest = _json[Position..];
            var length = rest.IndexOfAny(EndsOfPlainText);
            if (length < 0)
                return false;

            Position += length;
            if (rest[length] == '"')
            {
                text = _json[start..Position++];
                return true;
            }

            var escapeLength = LengthOfEscape(rest[length..]);
            if (escapeLength == 0)
                return false;
            Position += escapeLength;
            isEscaped = true;
        }
    }

    // What stands before a value is mostly about that long: two numbers that overlap take less time than a call.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start)
    {
        const int Size = sizeof(ulong);
        if (start.Length is < Size or > 2 * Size || text.Length < start.Length)
            return text.StartsWith(start);

        var last = start.Length - Size;
        return BitConverter.ToUInt64(text) == BitConverter.ToUInt64(start)
            && BitConverter.ToUInt64(text[last..]) == BitConverter.ToUInt64(start[last..]);
    }

    private static int LengthOfEscape(ReadOnlySpan<byte> text)
    {
        if (text.Length < 2 || text[0] != '\\')
            return 0; // a control character, for one
        if (text[1] != 'u')
            return "\"\\/bfnrt"u8.Contains(text[1]) ? 2 : 0;
        return text.Length >= HexEscapeLength && text[2..HexEscapeLength].IndexOfAnyExcept(HexDigits) < 0 ? HexEscapeLength : 0;
    }
}
