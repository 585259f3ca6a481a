using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Writing;

/// <summary>Takes the rows of a query: what <see cref="RowFunction"/> hands them to.</summary>
internal interface IRowSink
{
    /// <summary>Takes some rows, mostly but not always in the order of their records.</summary>
    /// <param name="rows">The values that the function was given; good until this returns.</param>
    void Take(Chunk rows);
}
