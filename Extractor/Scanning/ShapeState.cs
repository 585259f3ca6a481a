using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Scanning;

/// <summary>What a <see cref="ShapeNode"/> knows besides its fields; copied as a whole, to go back to it.</summary>
internal struct ShapeState
{
    public JsonKinds Kinds;
    public long Nulls;
    public int IntegerDigits;
    public int FractionDigits;
    public int SignificantDigits;
}
