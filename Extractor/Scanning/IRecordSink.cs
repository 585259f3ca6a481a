namespace EtlAspire.Extractor.Scanning;

/// <summary>Takes the records of a response, one after the other as they came.</summary>
internal interface IRecordSink
{
    /// <summary>Collects the shape of the batch that the next record belongs to.</summary>
    ShapeCollector Shapes { get; }

    /// <summary>Whether it holds as much as a batch may: who can stop behind any record does so then.</summary>
    bool IsFull => false;

    /// <summary>Takes a record whose shape is collected.</summary>
    /// <param name="record">Its bytes as they came.</param>
    void Accept(ReadOnlySpan<byte> record);

    /// <summary>Takes a record that cannot be used.</summary>
    /// <param name="record">Its bytes as they came.</param>
    /// <param name="reason">Why, in words.</param>
    void Reject(ReadOnlySpan<byte> record, string reason);

    /// <summary>Takes a record whose shape is collected, or that has a fault.</summary>
    sealed void Take(ReadOnlySpan<byte> record, string? fault)
    {
        if (fault is null)
        {
            Shapes.Keep();
            Accept(record);
        }
        else
        {
            Shapes.RollBack();
            Reject(record, fault);
        }
    }
}
