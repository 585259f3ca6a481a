namespace EtlAspire.Contracts.Runs;

/// <summary>What may be meant or may be a mistake in a run that succeeded.</summary>
/// <param name="Kind">One of <see cref="WarningKinds"/>.</param>
/// <param name="Message">What was seen, naming the thing, and what to write where it is meant.</param>
/// <param name="Line">The line of the definition that it is about, from 1, if there is one.</param>
public sealed record RunWarning(string Kind, string Message, int? Line = null)
{
    /// <summary>The warning with its line, for a log.</summary>
    public string Describe() => Line is null ? $"{Message} ({Kind})" : $"Line {Line} of the definition: {Message} ({Kind})";
}
