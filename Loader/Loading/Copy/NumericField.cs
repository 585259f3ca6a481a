using System.Buffers.Binary;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>
/// numeric on the wire: four numbers of two bytes (how many digits of base 10,000; the power of 10,000 that the first one
/// stands for; the sign; how many decimals to show) and those digits.
/// <para>A number that its batch held as text keeps its zeros at the end of the decimals, as in PostgreSQL: 1.50 is 1.50. One that
/// it held as a double or a decimal has none: there they say nothing about the number.</para>
/// </summary>
internal static class NumericField
{
    private const int Header = 4 + 4 * sizeof(short);
    private const ushort Negative = 0x4000;

    public const ushort NotANumber = 0xC000;
    public const ushort Infinity = 0xD000;
    public const ushort NegativeInfinity = 0xF000;

    /// <summary>Writes a number. False when PostgreSQL has no room for it.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="negative">Whether it is below zero.</param>
    /// <param name="digits">Its digits in ASCII.</param>
    /// <param name="point">Where the decimal point stands: after so many digits, or as many zeros before them.</param>
    /// <param name="leastDecimals">How many decimals to show at least, zeros at the end included.</param>
    public static bool TryWrite(CopyBuffer buffer, bool negative, ReadOnlySpan<byte> digits, long point, long leastDecimals = 0)
    {
        var significant = digits.TrimStart((byte)'0');
        point -= digits.Length - significant.Length;
        significant = significant.TrimEnd((byte)'0');
        if (significant.IsEmpty)
            point = 0;

        var decimals = Math.Max(Math.Max(0, leastDecimals), significant.Length - point);
        if (point > NumericLimits.IntegerDigits || decimals > NumericLimits.Decimals)
            return false;
        if (significant.IsEmpty)
        {
            WriteHeader(buffer.Take(Header), 0, 0, 0, (int)decimals);
            return true;
        }

        var weight = (int)Math.Floor((point - 1) / 4.0);
        var leading = (int)(4 * (weight + 1L) - point); // zeros that fill up the first digit of base 10,000
        var count = (leading + significant.Length + 3) / 4;
        var field = buffer.Take(Header + count * sizeof(short));
        WriteHeader(field, count, weight, negative ? Negative : (ushort)0, (int)decimals);

        var groups = field[Header..];
        var next = -leading;
        for (var i = 0; i < count; i++)
        {
            var group = 0;
            for (var end = next + 4; next < end; next++)
                group = group * 10 + (next >= 0 && next < significant.Length ? significant[next] - '0' : 0);
            BinaryPrimitives.WriteInt16BigEndian(groups[(i * sizeof(short))..], (short)group);
        }

        return true;
    }

    /// <summary>Writes what is no number, by its sign.</summary>
    public static void WriteSpecial(CopyBuffer buffer, ushort sign) => WriteHeader(buffer.Take(Header), 0, 0, sign, 0);

    private static void WriteHeader(Span<byte> field, int count, int weight, ushort sign, int decimals)
    {
        BinaryPrimitives.WriteInt32BigEndian(field, (4 + count) * sizeof(short));
        BinaryPrimitives.WriteInt16BigEndian(field[4..], (short)count);
        BinaryPrimitives.WriteInt16BigEndian(field[6..], (short)weight);
        BinaryPrimitives.WriteUInt16BigEndian(field[8..], sign);
        BinaryPrimitives.WriteInt16BigEndian(field[10..], (short)decimals);
    }
}
