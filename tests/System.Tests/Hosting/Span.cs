namespace EtlAspire.SystemTests.Hosting;

/// <summary>A span as Aspire's dashboard has it.</summary>
public sealed record Span(string Id, string? ParentId, string Resource, string Scope, string Name, SpanKind Kind, bool IsError, string? StatusMessage,
    IReadOnlyDictionary<string, string> Attributes);

/// <summary>OTLP's numbers.</summary>
public enum SpanKind
{
    Unspecified,
    Internal,
    Server,
    Client,
    Producer,
    Consumer,
}
