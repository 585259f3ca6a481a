using System.Globalization;
using System.Text;
using Aspire.Dashboard.Telemetry;
using Google.Protobuf;
using Opentelemetry.Proto.Common.V1;

namespace Aspire.Dashboard.Otlp;

/// <summary>Turns OTLP's values into texts of a bounded length.</summary>
internal sealed class OtlpText(TelemetryLimits limits)
{
    private const int MaxDepth = 8;
    private readonly TextPool _pool = new();

    public string Read(string text) => _pool.Share(Cut(text));

    /// <summary>The attributes, and how many there was no room for.</summary>
    public (TelemetryAttribute[] Attributes, int LeftOut) Read(IReadOnlyList<KeyValue> attributes)
    {
        var count = Math.Min(attributes.Count, limits.MaxAttributes);
        var read = count == 0 ? [] : new TelemetryAttribute[count];
        for (var index = 0; index < count; index++)
            read[index] = new TelemetryAttribute(Read(attributes[index].Key), Read(attributes[index].Value));
        return (read, attributes.Count - count);
    }

    public string Read(AnyValue? value) => value?.ValueCase switch
    {
        AnyValue.ValueOneofCase.StringValue => Read(value.StringValue),
        AnyValue.ValueOneofCase.ArrayValue or AnyValue.ValueOneofCase.KvlistValue => Cut(Write(new StringBuilder(), value, 0).ToString()),
        null or AnyValue.ValueOneofCase.None => "",
        _ => Read(Scalar(value)),
    };

    /// <summary>An id as lowercase hex; null where it has another length or is all zeros, which means none.</summary>
    public static string? ReadId(ByteString id, int length) =>
        id.Length == length && id.Span.ContainsAnyExcept((byte)0) ? Convert.ToHexStringLower(id.Span) : null;

    public static DateTimeOffset ReadTime(ulong unixNanoseconds)
    {
        var ticks = unixNanoseconds / 100;
        return ticks <= (ulong)(DateTimeOffset.MaxValue.Ticks - DateTimeOffset.UnixEpoch.Ticks)
            ? DateTimeOffset.UnixEpoch.AddTicks((long)ticks)
            : DateTimeOffset.MaxValue;
    }

    private string Cut(string text) => text.Length <= limits.MaxTextLength
        ? text
        : string.Create(CultureInfo.InvariantCulture,
            $"{text.AsSpan(0, limits.MaxTextLength)}… ({text.Length - limits.MaxTextLength:N0} more characters)");

    private StringBuilder Write(StringBuilder text, AnyValue value, int depth)
    {
        if (depth > MaxDepth || text.Length > limits.MaxTextLength)
            return text.Append('…');
        switch (value.ValueCase)
        {
            case AnyValue.ValueOneofCase.ArrayValue:
                text.Append('[');
                foreach (var item in value.ArrayValue.Values)
                    Write(Separate(text, '['), item, depth + 1);
                return text.Append(']');
            case AnyValue.ValueOneofCase.KvlistValue:
                text.Append('{');
                foreach (var pair in value.KvlistValue.Values)
                    Write(Separate(text, '{').Append(pair.Key).Append(": "), pair.Value ?? new AnyValue(), depth + 1);
                return text.Append('}');
            case AnyValue.ValueOneofCase.StringValue:
                return text.Append(Cut(value.StringValue));
            default:
                return text.Append(Scalar(value));
        }
    }

    private static StringBuilder Separate(StringBuilder text, char open) => text[^1] == open ? text : text.Append(", ");

    private static string Scalar(AnyValue value) => value.ValueCase switch
    {
        AnyValue.ValueOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        AnyValue.ValueOneofCase.IntValue => value.IntValue.ToString(CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.DoubleValue => value.DoubleValue.ToString("R", CultureInfo.InvariantCulture),
        AnyValue.ValueOneofCase.BytesValue => value.BytesValue.ToBase64(),
        _ => "",
    };
}
