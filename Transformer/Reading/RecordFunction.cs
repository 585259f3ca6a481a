using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// The function of DuckDB that gives the records of a <see cref="RecordTable"/>. DuckDB.NET's own table functions take one value
/// after the other, boxed; this one fills DuckDB's vectors. DuckDB's own reader of JSON takes more than twice the time, knows
/// numbers as doubles only and no names that differ in case alone.
/// </summary>
internal static unsafe class RecordFunction
{
    /// <summary>The function's name; its argument is the table's key.</summary>
    public const string Name = "records";

    /// <summary>The column that says which record a row is, from 0.</summary>
    public const string Position = "position";

    /// <summary>Makes the function known.</summary>
    public static void Register(DuckDBConnection connection)
    {
        var function = NativeMethods.TableFunction.DuckDBCreateTableFunction();
        try
        {
            NativeMethods.TableFunction.DuckDBTableFunctionSetName(function, Name);
            using (var bigint = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt))
                NativeMethods.TableFunction.DuckDBTableFunctionAddParameter(function, bigint);
            NativeMethods.TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
            NativeMethods.TableFunction.DuckDBTableFunctionSetInit(function, &Start);
            NativeMethods.TableFunction.DuckDBTableFunctionSetFunction(function, &Fill);
            if (!NativeMethods.TableFunction.DuckDBRegisterTableFunction(connection.NativeConnection, function).IsSuccess())
                throw new InvalidOperationException($"DuckDB does not take the function '{Name}'.");
        }
        finally
        {
            NativeMethods.TableFunction.DuckDBDestroyTableFunction(ref function);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        using var key = NativeMethods.TableFunction.DuckDBBindGetParameter(info, 0);
        if (SqlHandle<RecordTable>.Find(NativeMethods.Value.DuckDBGetInt64(key)) is not { } table)
        {
            NativeMethods.TableFunction.DuckDBBindSetError(info, "There are no such records.");
            return;
        }

        AddColumn(info, Position, DuckDBType.BigInt);
        foreach (var (index, type) in table.Value.ColumnTypes.Index())
            AddColumn(info, RecordTable.ColumnName(index), type);
        NativeMethods.TableFunction.DuckDBBindSetBindData(info, ToHandle(table), &Free);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Start(nint info)
    {
        var table = FromHandle<SqlHandle<RecordTable>>(NativeMethods.TableFunction.DuckDBInitGetBindData(info));
        try
        {
            NativeMethods.TableFunction.DuckDBInitSetInitData(info, ToHandle(table.Value.Open()), &Free);
        }
        catch (Exception exception) when (table.Note(exception))
        {
            NativeMethods.TableFunction.DuckDBInitSetError(info, exception.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint info, nint output)
    {
        var table = FromHandle<SqlHandle<RecordTable>>(NativeMethods.TableFunction.DuckDBFunctionGetBindData(info));
        try
        {
            Fill(FromHandle<RecordReader>(NativeMethods.TableFunction.DuckDBFunctionGetInitData(info)), output);
        }
        catch (Exception exception) when (table.Note(exception))
        {
            NativeMethods.TableFunction.DuckDBFunctionSetError(info, exception.Message);
        }
    }

    private static void Fill(RecordReader reader, nint output)
    {
        reader.BeginChunk();
        var chunk = new Chunk(output);
        var positions = (long*)NativeMethods.Vectors.DuckDBVectorGetData(chunk.GetHandle(0));
        for (var index = 0; index < reader.Vectors.Count; index++)
            reader.Vectors[index].Begin(chunk.GetHandle(index + 1), Chunk.Capacity);

        var rows = 0;
        while (rows < Chunk.Capacity && reader.TryRead(rows))
            positions[rows++] = reader.Count - 1;
        chunk.SetCount(rows);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(nint handle)
    {
        var data = GCHandle.FromIntPtr(handle);
        (data.Target as RecordReader)?.Dispose();
        data.Free();
    }

    private static void AddColumn(nint info, string name, DuckDBType type)
    {
        using var logicalType = NativeMethods.LogicalType.DuckDBCreateLogicalType(type);
        NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, name, logicalType);
    }

    private static nint ToHandle(object data) => GCHandle.ToIntPtr(GCHandle.Alloc(data));

    private static T FromHandle<T>(nint handle) => (T)GCHandle.FromIntPtr(handle).Target!;
}
