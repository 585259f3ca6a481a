using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

internal sealed class ControlOptionsValidator : IValidateOptions<ControlOptions>
{
    public ValidateOptionsResult Validate(string? name, ControlOptions options) =>
        options.NudgeAfter > TimeSpan.Zero && options.ProgressDeadline > options.NudgeAfter
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                "Control:NudgeAfter must be positive and Control:ProgressDeadline longer than it, as in 00:00:10 and 00:15:00.");
}
