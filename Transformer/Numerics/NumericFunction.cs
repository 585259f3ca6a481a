using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Numerics;

/// <summary>A function of DuckDB over numbers.</summary>
/// <param name="name">What SQL calls it.</param>
/// <param name="result">The type of its result.</param>
/// <param name="loop">Computes the results of a chunk's rows.</param>
/// <param name="parameters">The types of its parameters.</param>
internal readonly unsafe struct NumericFunction(
    string name, DuckDBType result, delegate*<Chunk, ResultVector, void> loop, params DuckDBType[] parameters)
{
    private readonly nint _loop = (nint)loop;

    public string Name => name;

    public DuckDBType Result => result;

    /// <summary>Whether nulls are values like others; else DuckDB may take the result of one for null.</summary>
    public bool TakesNulls { get; init; }

    /// <summary>Tells DuckDB about it.</summary>
    public void Describe(nint handle)
    {
        foreach (var type in parameters)
        {
            using var parameter = NativeMethods.LogicalType.DuckDBCreateLogicalType(type);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(handle, parameter);
        }

        if (TakesNulls)
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetSpecialHandling(handle);
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetExtraInfo(handle, _loop, null);
    }
}
