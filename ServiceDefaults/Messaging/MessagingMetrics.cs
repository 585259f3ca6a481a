using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.ServiceDefaults.Messaging;

/// <summary>What is counted of the messages about runs, by stage and message.</summary>
internal static class MessagingMetrics
{
    private static readonly Meter Meter = new("EtlAspire.Messaging");
    private static readonly string[] Names = [.. Enum.GetNames<Stage>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <summary>Messages that are being worked on.</summary>
    public static readonly UpDownCounter<long> Active =
        Meter.CreateUpDownCounter<long>("etl.message.active", "{message}", "Messages that are being worked on.");

    /// <summary>Attempts at a message that failed and were followed by another.</summary>
    public static readonly Counter<long> Retries =
        Meter.CreateCounter<long>("etl.message.retries", "{attempt}", "Attempts at a message that failed and are made again.");

    /// <summary>Runs that a message failed.</summary>
    public static readonly Counter<long> FailedRuns =
        Meter.CreateCounter<long>("etl.run.failures", "{run}", "Runs that failed, by stage and kind of error.");

    public static TagList Tags<TMessage>(Stage stage) =>
        new() { { "etl.stage", Names[(int)stage] }, { "etl.message.name", typeof(TMessage).Name } };

    public static TagList Tags(RunError error) =>
        new() { { "etl.stage", Names[(int)error.Stage] }, { "error.type", error.Kind } };
}
