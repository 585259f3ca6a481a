using System.Text.RegularExpressions;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Puts a value where a column has none.</summary>
/// <param name="Line">The line of the definition that it stands on.</param>
/// <param name="Values">The value for each column, in the order of the definition.</param>
public sealed partial record FillStep(int Line, IReadOnlyDictionary<string, ScalarValue> Values) : StepDefinition(Word, Line)
{
    internal const string Word = "fill";

    internal static FillStep Read(StepReader step)
    {
        var values = new OrderedDictionary<string, ScalarValue>();
        foreach (var (column, value) in step.ByColumn("{ phone: unknown }"))
        {
            if (ReadValue(value) is { } scalar)
                values.Add(column, scalar);
            else
                step.Errors.Add(value, $"'{column}' needs a single value to be filled with, this is {value.Kind}");
        }

        return new FillStep(step.Line, values);
    }

    private static ScalarValue? ReadValue(YamlItem item) => item switch
    {
        not ScalarItem or { IsNull: true } => null,
        ScalarItem { AsBoolean: { } truth } => new ScalarValue(ScalarKind.Boolean, truth ? "true" : "false"),
        ScalarItem { IsPlain: true } scalar when NumberPattern().IsMatch(scalar.Text) =>
            new ScalarValue(ScalarKind.Number, scalar.Text),
        ScalarItem scalar => new ScalarValue(ScalarKind.Text, scalar.Text),
    };

    // A leading zero makes it a text: it is part of a postal code or a phone number.
    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex NumberPattern();
}
