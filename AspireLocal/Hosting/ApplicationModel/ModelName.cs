namespace Aspire.Hosting.ApplicationModel;

/// <summary>The rules for names of resources and endpoints: they end up in host names and variables.</summary>
internal static class ModelName
{
    private const int MaxLength = 64;

    public static void Validate(string target, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);

        if (Fault(name) is { } fault)
            throw new ArgumentException($"{target} name '{name}' is invalid. {fault}", nameof(name));
    }

    private static string? Fault(string name) => name switch
    {
        { Length: > MaxLength } => $"Name must be between 1 and {MaxLength} characters long.",
        _ when !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') =>
            "Name must contain only ASCII letters, digits, and hyphens.",
        _ when !char.IsAsciiLetter(name[0]) => "Name must start with an ASCII letter.",
        [.., '-'] => "Name cannot end with a hyphen.",
        _ when name.Contains("--", StringComparison.Ordinal) => "Name cannot contain consecutive hyphens.",
        _ => null,
    };
}
