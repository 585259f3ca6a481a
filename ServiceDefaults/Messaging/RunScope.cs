using System.Collections;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>The scope of what is logged while a message is worked off: <c>RunId</c>, <c>Stage</c> and, of a batch, <c>BatchNumber</c>.</summary>
internal sealed class RunScope(Guid runId, Stage stage, int? batchNumber) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _values = batchNumber is null
        ? [new("RunId", runId), new("Stage", stage)]
        : [new("RunId", runId), new("Stage", stage), new("BatchNumber", batchNumber)];

    public int Count => _values.Length;

    public KeyValuePair<string, object?> this[int index] => _values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Join(' ', _values.Select(value => $"{value.Key}:{value.Value}"));
}
