using System.Text.Json;

namespace EtlAspire.Contracts.Batches;

/// <summary>A column that a step names and no record of a batch has.</summary>
/// <param name="Name">The name, as the step has it.</param>
/// <param name="Step">The step's word.</param>
/// <param name="Line">The step's line in the definition, from 1.</param>
public sealed record MissingName(string Name, string Step, int Line)
{
    /// <summary>Writes several, as the catalog keeps them.</summary>
    public static string Write(IEnumerable<MissingName> names) => JsonSerializer.Serialize(names, JsonSerializerOptions.Web);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">The text is no list of names.</exception>
    public static IReadOnlyList<MissingName> Read(string json) =>
        JsonSerializer.Deserialize<MissingName[]>(json, JsonSerializerOptions.Web) ?? throw new JsonException("A list of names must not be null.");

    /// <summary>The name and its place, for people.</summary>
    public override string ToString() => $"{Name} ({Step}, line {Line})";
}
