namespace EtlAspire.Transformer.Numerics;

internal readonly struct Sum : INumericOperation, IBigintOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericArithmetic.Add(left, right);

    public static bool TryCompute(decimal left, decimal right, out decimal result)
    {
        result = left + right;
        return true;
    }

    public static bool TryCompute(long left, long right, out long result)
    {
        result = unchecked(left + right);
        return ((left ^ result) & (right ^ result)) >= 0;
    }
}

internal readonly struct Difference : INumericOperation, IBigintOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericArithmetic.Subtract(left, right);

    public static bool TryCompute(decimal left, decimal right, out decimal result)
    {
        result = left - right;
        return true;
    }

    public static bool TryCompute(long left, long right, out long result)
    {
        result = unchecked(left - right);
        return ((left ^ right) & (left ^ result)) >= 0;
    }
}

internal readonly struct Product : INumericOperation, IBigintOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericArithmetic.Multiply(left, right);

    public static bool TryCompute(decimal left, decimal right, out decimal result)
    {
        result = left * right;
        if (result == 0) // of which System.Decimal forgets the decimals now and then
            result = new decimal(0, 0, 0, false, (byte)(left.Scale + right.Scale));
        return true;
    }

    public static bool TryCompute(long left, long right, out long result) => Math.BigMul(left, right, out result) == result >> 63;
}

internal readonly struct Quotient : INumericOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericArithmetic.Divide(left, right);
}

internal readonly struct WholeQuotient : INumericOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericArithmetic.DivideWhole(left, right);
}

internal readonly struct Remainder : INumericOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericArithmetic.Remainder(left, right);
}

internal readonly struct Power : INumericOperation
{
    public static NumericResult Compute(Numeric left, Numeric right) => NumericPower.Power(left, right);
}
