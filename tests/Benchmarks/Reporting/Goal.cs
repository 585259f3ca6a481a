namespace EtlAspire.Benchmarks.Reporting;

/// <summary>A number to reach.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Value">What came of it; null if it was not measured in this sitting.</param>
/// <param name="Must">What it has to reach.</param>
/// <param name="Aim">What it should reach.</param>
/// <param name="Format">How it is written.</param>
/// <param name="MoreIsBetter">Whether the goal is a least and not a most.</param>
internal sealed record Goal(
    string Name, double? Value, double Must, double Aim, Func<double, string> Format, bool MoreIsBetter = false)
{
    public string Verdict => Value switch
    {
        null => "not measured",
        { } value when Reaches(value, Aim) => "aim",
        { } value when Reaches(value, Must) => "must",
        _ => "missed",
    };

    private bool Reaches(double value, double goal) => MoreIsBetter ? value >= goal : value <= goal;
}
