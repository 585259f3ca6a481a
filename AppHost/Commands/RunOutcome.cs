using System.Text.Json;

namespace EtlAspire.AppHost.Commands;

/// <summary>A run as the API shows it, and what a command says of it.</summary>
/// <param name="Run">The API's answer.</param>
/// <param name="Dashboard">Where its page is.</param>
internal sealed record RunOutcome(JsonElement Run, Uri Dashboard)
{
    public string Id => Text("id");

    public bool HasEnded => Run.GetProperty("finishedAt").ValueKind != JsonValueKind.Null;

    /// <summary>Succeeds as the run does; a run that failed is a command that failed, with the run's own message.</summary>
    public ExecuteCommandResult ToResult()
    {
        var name = $"Run {Run.GetProperty("number")} of {Text("pipeline")}";
        var page = new Uri(Dashboard, $"/runs/{Id}");
        return Text("status") switch
        {
            "succeeded" => Told($"{name} succeeded: {Receipt()}. {page}"),
            "failed" => CommandResults.Failure($"{name} failed: {Error("message")} {Error("hint")} {page}"),
            "cancelled" => CommandResults.Failure($"{name} was cancelled. {page}"),
            var status => Told($"{name} is {status} and goes on: {Receipt()} so far. {page}"),
        };
    }

    /// <summary>A success in words: Aspire's page shows the message, its command line prints the result.</summary>
    public static ExecuteCommandResult Told(string words) => CommandResults.Success(words, words);

    private string Receipt()
    {
        var receipt = Run.GetProperty("receipt");
        return $"{receipt.GetProperty("extracted")} extracted = {receipt.GetProperty("loaded")} loaded + "
            + $"{receipt.GetProperty("quarantined")} quarantined + {receipt.GetProperty("filtered")} filtered";
    }

    private string Error(string part) => Run.GetProperty("error").GetProperty(part).GetString()!;

    private string Text(string name) => Run.GetProperty(name).GetString()!;
}
