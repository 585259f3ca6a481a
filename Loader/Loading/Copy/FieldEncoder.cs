using EtlAspire.DuckDb;

namespace EtlAspire.Loader.Loading.Copy;

/// <summary>Writes one column's values as fields of COPY's binary form: a length, then the type's own wire format.</summary>
internal abstract class FieldEncoder
{
    private const int Null = -1;

    private ChunkVector _vector;

    /// <summary>Turns to the next chunk.</summary>
    public void Bind(ChunkVector vector) => _vector = vector;

    public void Write(CopyBuffer buffer, int row)
    {
        if (_vector.IsNull(row))
            buffer.WriteInt32(Null);
        else
            WriteValue(buffer, _vector, row);
    }

    protected abstract void WriteValue(CopyBuffer buffer, ChunkVector vector, int row);
}
