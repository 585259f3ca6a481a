using System.Text.Json;
using System.Text.Json.Serialization;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>A range of a file, and where to go on in it. A line belongs to the range that its first byte is in.</summary>
/// <param name="File">Which file, relative to the files' folder.</param>
/// <param name="Version">As it was when the run was planned.</param>
/// <param name="From">Where the range begins.</param>
/// <param name="To">Where it ends; null for the end of the file.</param>
/// <param name="Position">Where to go on: in what comes out, if the file is compressed.</param>
internal sealed record FileCheckpoint(string File, FileVersion Version, long From, long? To, long Position)
{
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerOptions.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static FileCheckpoint FromJson(string json) => JsonSerializer.Deserialize<FileCheckpoint>(json, Options)!;

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
