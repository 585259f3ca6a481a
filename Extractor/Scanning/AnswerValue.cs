using System.Text.Json;

namespace EtlAspire.Extractor.Scanning;

/// <summary>A value of an answer besides its records.</summary>
/// <param name="Kind">Its first token.</param>
/// <param name="Text">How it is written; empty for an object or array.</param>
internal sealed record AnswerValue(JsonTokenType Kind, string Text);
