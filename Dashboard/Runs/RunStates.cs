using EtlAspire.Contracts.Runs;

namespace EtlAspire.Dashboard.Runs;

internal static class RunStates
{
    /// <summary>The statuses by name, for people.</summary>
    public const string Names = "queued, running, succeeded, failed and cancelled";

    extension(RunStatus status)
    {
        /// <summary>Whether the run may still do something.</summary>
        public bool IsOpen => status is RunStatus.Queued or RunStatus.Running;
    }

    /// <summary>Reads a status by its name; numbers are no names.</summary>
    public static bool TryParse(string text, out RunStatus status) =>
        Enum.TryParse(text, ignoreCase: true, out status) && char.IsAsciiLetter(text[0]) && Enum.IsDefined(status);
}
