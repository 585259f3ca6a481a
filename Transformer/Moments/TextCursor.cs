namespace EtlAspire.Transformer.Moments;

/// <summary>A text that is read from its beginning on.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> text)
{
    /// <summary>What is not read yet.</summary>
    public ReadOnlySpan<byte> Rest { get; private set; } = text;

    public readonly bool IsAtEnd => Rest.IsEmpty;

    /// <summary>Passes a symbol; false when another one comes.</summary>
    public bool TryPass(char symbol)
    {
        if (Rest.IsEmpty || Rest[0] != symbol)
            return false;
        Rest = Rest[1..];
        return true;
    }

    /// <summary>Passes spaces; false when there are none.</summary>
    public bool TryPassSpaces()
    {
        var before = Rest.Length;
        Rest = Rest.TrimStart((byte)' ');
        return Rest.Length < before;
    }

    /// <summary>Reads a number of so many digits; false when there are fewer.</summary>
    public bool TryReadNumber(int minDigits, int maxDigits, out int number)
    {
        number = 0;
        var count = 0;
        for (; count < maxDigits && count < Rest.Length && char.IsAsciiDigit((char)Rest[count]); count++)
            number = number * 10 + Rest[count] - '0';
        Rest = Rest[count..];
        return count >= minDigits;
    }

    /// <summary>Reads all digits that come.</summary>
    public ReadOnlySpan<byte> ReadDigits()
    {
        var end = Rest.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        var digits = end < 0 ? Rest : Rest[..end];
        Rest = Rest[digits.Length..];
        return digits;
    }
}
