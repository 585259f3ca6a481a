using EtlAspire.DuckDb;

namespace EtlAspire.Transformer.Writing;

/// <summary>Takes the rows of a query: what <see cref="RowFunction"/> hands them to.</summary>
internal interface IRowSink
{
    /// <summary>Takes some rows, in order.</summary>
    /// <param name="rows">The values that the function was given; good until this returns.</param>
    void Take(Chunk rows);
}
