using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Chunks;

/// <summary>Makes functions known to DuckDB that work on its vectors; DuckDB.NET's own take one value after the other, boxed.</summary>
internal static unsafe class VectorFunction
{
    /// <summary>Makes a function known that takes arguments of given types.</summary>
    public static void Register(
        DuckDBConnection connection, string name, DuckDBType result, delegate* unmanaged[Cdecl]<nint, nint, nint, void> function,
        params DuckDBType[] parameters) =>
        Register(connection, name, result, function, handle =>
        {
            foreach (var type in parameters)
            {
                using var parameter = NativeMethods.LogicalType.DuckDBCreateLogicalType(type);
                NativeMethods.ScalarFunction.DuckDBScalarFunctionAddParameter(handle, parameter);
            }
        });

    /// <summary>Makes a function known.</summary>
    /// <param name="connection">To whom.</param>
    /// <param name="name">What SQL calls it.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="function">The function: of its call's handle, the chunk of its arguments and the vector of its results.</param>
    /// <param name="describe">Tells DuckDB about its parameters.</param>
    public static void Register(
        DuckDBConnection connection, string name, DuckDBType result, delegate* unmanaged[Cdecl]<nint, nint, nint, void> function,
        Action<nint> describe)
    {
        var handle = NativeMethods.ScalarFunction.DuckDBCreateScalarFunction();
        try
        {
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetName(handle, name);
            using (var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(result))
                NativeMethods.ScalarFunction.DuckDBScalarFunctionSetReturnType(handle, type);
            describe(handle);
            NativeMethods.ScalarFunction.DuckDBScalarFunctionSetFunction(handle, function);
            if (!NativeMethods.ScalarFunction.DuckDBRegisterScalarFunction(connection.NativeConnection, handle).IsSuccess())
                throw new InvalidOperationException($"DuckDB does not take the function '{name}'.");
        }
        finally
        {
            NativeMethods.ScalarFunction.DuckDBDestroyScalarFunction(ref handle);
        }
    }

    /// <summary>Tells DuckDB that a call failed: nothing may be thrown through its frames.</summary>
    /// <returns>True, so that it can stand where an exception is caught.</returns>
    public static bool Report(nint info, Exception failure)
    {
        NativeMethods.ScalarFunction.DuckDBScalarFunctionSetError(info, failure.Message);
        return true;
    }
}
