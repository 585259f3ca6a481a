using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

/// <summary>Definitions to read in tests; <c>¦</c> marks the place where an error is expected.</summary>
internal static class Definition
{
    public const string Source = """
        source:
          type: rest
          base_url: https://api.example.com

        """;

    public const string Resources = """
        resources:
          - name: users
            path: /users

        """;

    public const string Destination = """
        destination: { schema: warehouse }

        """;

    /// <summary>A definition whose one resource has these further lines.</summary>
    public static string WithResource(string lines) =>
        $"name: users\n{Source}{Resources}{Indent(lines, "    ")}{Destination}";

    /// <summary>A definition whose one resource has this list of steps.</summary>
    public static string WithSteps(string steps) => WithResource($"transform:\n{Indent(steps, "  ").TrimEnd()}");

    /// <summary>Reads a definition that has no errors.</summary>
    public static PipelineDefinition Read(string yaml)
    {
        var result = PipelineReader.ReadStored(yaml);

        Assert.Empty(result.Errors);
        return result.Definition!;
    }

    /// <summary>Reads the definition's only step, which has no errors.</summary>
    public static T ReadStep<T>(string step)
        where T : StepDefinition =>
        Assert.IsType<T>(Assert.Single(Read(WithSteps(step)).Resources[0].Transform));

    /// <summary>The definition has one error, at the mark, and its message begins like this.</summary>
    public static void HasError(string yaml, string message)
    {
        var mark = yaml.IndexOf('¦', StringComparison.Ordinal);
        var before = yaml[..mark];
        var line = before.Count(character => character == '\n') + 1;
        var column = mark - before.LastIndexOf('\n');

        // As one that was stored before: rules that came later have tests of their own.
        var result = PipelineReader.ReadStored(yaml.Remove(mark, 1));

        var error = Assert.Single(result.Errors);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
        Assert.Null(result.Definition);
    }

    private static string Indent(string lines, string by) =>
        string.Concat(lines.Split('\n').Select(line => $"{by}{line}\n"));
}
