using System.Numerics;

namespace EtlAspire.Transformer.Numerics;

/// <summary>Powers of ten, the small ones kept: nearly every operation needs some.</summary>
internal static class PowersOfTen
{
    private const double DigitsPerBit = 0.30102999566398120; // log10(2)

    private static readonly BigInteger[] Small = [.. Enumerable.Range(0, 64).Select(exponent => BigInteger.Pow(10, exponent))];

    /// <summary>Ten to a power that is not negative.</summary>
    public static BigInteger Get(int exponent) => exponent < Small.Length ? Small[exponent] : BigInteger.Pow(10, exponent);

    /// <summary>Whether a number has at most so many digits; 0 has none.</summary>
    public static bool HasAtMost(BigInteger number, int digits) =>
        MostDigits(number) <= digits || BigInteger.Abs(number) < Get(digits);

    /// <summary>How many digits a number has; 0 has none.</summary>
    public static int CountDigits(BigInteger number)
    {
        var most = MostDigits(number);
        return most > 0 && HasAtMost(number, most - 1) ? most - 1 : most;
    }

    // As many digits as the largest number of as many bits has: the number itself may have one less.
    private static int MostDigits(BigInteger number) => number.IsZero
        ? 0
        : (int)(BigInteger.Abs(number).GetBitLength() * DigitsPerBit) + 1;
}
