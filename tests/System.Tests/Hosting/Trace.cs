namespace EtlAspire.SystemTests.Hosting;

/// <summary>A trace, as far as it has arrived.</summary>
public sealed record Trace(string Id, IReadOnlyList<Span> Spans)
{
    public Span Root => Spans.Single(span => span.ParentId is null);

    /// <summary>Spans whose parent has not arrived, or never will.</summary>
    public IEnumerable<Span> Orphans => Spans.Where(span => span.ParentId is { } parent && Spans.All(other => other.Id != parent));

    public Span Find(string name) => Spans.FirstOrDefault(span => span.Name == name)
        ?? throw new InvalidOperationException($"There is no span '{name}', only:\n{this}");

    /// <summary>What a span stands within, innermost first.</summary>
    public IEnumerable<Span> Ancestors(Span span)
    {
        var byId = Spans.ToDictionary(candidate => candidate.Id);
        while (span.ParentId is { } parent && byId.TryGetValue(parent, out var next))
            yield return span = next;
    }

    /// <summary>Its spans, each below the one it stands within.</summary>
    public override string ToString()
    {
        var ids = Spans.Select(span => span.Id).ToHashSet();
        return string.Join('\n', Spans.Where(span => span.ParentId is null || !ids.Contains(span.ParentId)).SelectMany(span => Lines(span, "")));
    }

    private IEnumerable<string> Lines(Span span, string indent) =>
        Spans.Where(child => child.ParentId == span.Id).SelectMany(child => Lines(child, indent + "  "))
            .Prepend($"{indent}{span.Resource}: {span.Name}");
}
