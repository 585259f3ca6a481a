using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace EtlAspire.Transformer.Reading;

/// <summary>
/// A raw file as a table function of DuckDB. DuckDB.NET's own table functions take a value after another, boxed; this one
/// fills DuckDB's vectors. DuckDB's reader of JSON is slower, knows numbers as doubles only and no names that differ in case alone.
/// </summary>
internal sealed unsafe class RecordTable : IDisposable
{
    private const string Function = "records";

    private readonly string _path;
    private readonly SourceFields _fields;
    private readonly long _firstRecord;
    private readonly long _records;
    private readonly GCHandle _self;
    private Exception? _failure;

    /// <summary>Makes the table known to a DuckDB.</summary>
    /// <param name="connection">The connection, which is to be closed before this is disposed.</param>
    /// <param name="path">The raw file.</param>
    /// <param name="fields">What to read of its records.</param>
    /// <param name="firstRecord">The number of the first record.</param>
    /// <param name="records">How many records there are.</param>
    public RecordTable(DuckDBConnection connection, string path, SourceFields fields, long firstRecord, long records)
    {
        (_path, _fields, _firstRecord, _records) = (path, fields, firstRecord, records);
        _self = GCHandle.Alloc(this);
        var function = NativeMethods.TableFunction.DuckDBCreateTableFunction();
        try
        {
            NativeMethods.TableFunction.DuckDBTableFunctionSetName(function, Function);
            NativeMethods.TableFunction.DuckDBTableFunctionSetExtraInfo(function, GCHandle.ToIntPtr(_self), null);
            NativeMethods.TableFunction.DuckDBTableFunctionSetBind(function, &Bind);
            NativeMethods.TableFunction.DuckDBTableFunctionSetInit(function, &Start);
            NativeMethods.TableFunction.DuckDBTableFunctionSetFunction(function, &Fill);
            if (!NativeMethods.TableFunction.DuckDBRegisterTableFunction(connection.NativeConnection, function).IsSuccess())
                throw new InvalidOperationException("DuckDB does not take the table function.");
        }
        finally
        {
            NativeMethods.TableFunction.DuckDBDestroyTableFunction(ref function);
        }
    }

    /// <summary>The SELECT of the record's number and the fields.</summary>
    public string ToSql()
    {
        var items = _fields.All.Select((field, index) =>
            $", CAST({NameOf(index)} AS {field.Type.SqlType}) AS {_fields.NameOf(field)}");
        return $"SELECT \"_record\"{string.Concat(items)} FROM {Function}()";
    }

    /// <summary>Throws what kept the file from being read, if anything did: DuckDB knows it as a text only.</summary>
    public void ThrowFailure()
    {
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
    }

    public void Dispose() => _self.Free();

    // Nothing may be thrown through DuckDB's frames: it is thrown by ThrowFailure once DuckDB has ended the statement.
    private bool Keep(Exception exception)
    {
        _failure = exception;
        return true;
    }

    private static string NameOf(int column) => string.Create(CultureInfo.InvariantCulture, $"field{column}");

    private static RecordTable Of(nint handle) => (RecordTable)GCHandle.FromIntPtr(handle).Target!;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Bind(nint info)
    {
        var table = Of(NativeMethods.TableFunction.DuckDBBindGetExtraInfo(info));
        using (var bigint = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.BigInt))
            NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, "_record", bigint);
        foreach (var (index, field) in table._fields.All.Index())
        {
            using var type = NativeMethods.LogicalType.DuckDBCreateLogicalType(FieldVector.StoredTypeOf(field.Type));
            NativeMethods.TableFunction.DuckDBBindAddResultColumn(info, NameOf(index), type);
        }

        NativeMethods.TableFunction.DuckDBBindSetCardinality(info, (ulong)table._records, isExact: true);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Start(nint info)
    {
        var table = Of(NativeMethods.TableFunction.DuckDBInitGetExtraInfo(info));
        try
        {
            var reading = GCHandle.Alloc(new RecordReader(table._path, table._fields.All));
            NativeMethods.TableFunction.DuckDBInitSetInitData(info, GCHandle.ToIntPtr(reading), &Stop);
        }
        catch (Exception exception) when (table.Keep(exception))
        {
            NativeMethods.TableFunction.DuckDBInitSetError(info, exception.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Fill(nint info, nint output)
    {
        var table = Of(NativeMethods.TableFunction.DuckDBFunctionGetExtraInfo(info));
        var reader = (RecordReader)GCHandle.FromIntPtr(NativeMethods.TableFunction.DuckDBFunctionGetInitData(info)).Target!;
        try
        {
            table.Fill(reader, output);
        }
        catch (Exception exception) when (table.Keep(exception))
        {
            NativeMethods.TableFunction.DuckDBFunctionSetError(info, exception.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Stop(nint reading)
    {
        var handle = GCHandle.FromIntPtr(reading);
        ((RecordReader)handle.Target!).Dispose();
        handle.Free();
    }

    private void Fill(RecordReader reader, nint output)
    {
        var capacity = (int)NativeMethods.Helpers.DuckDBVectorSize();
        using var chunk = new DuckDBDataChunk(output);
        var numbers = (long*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, 0));
        for (var column = 0; column < reader.Vectors.Count; column++)
            reader.Vectors[column].Begin(NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column + 1), capacity);

        var rows = 0;
        while (rows < capacity && reader.TryRead(rows))
            numbers[rows++] = _firstRecord + reader.Count - 1;
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)rows);
    }
}
