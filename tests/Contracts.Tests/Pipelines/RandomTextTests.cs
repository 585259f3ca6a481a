using CsCheck;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

/// <summary>A definition comes from outside: whatever it holds, reading it ends in a definition or in errors.</summary>
public class RandomTextTests
{
    private static readonly string Valid =
        Definition.WithSteps("- flatten\n- split: { column: name, into: [a, b], separator: ' ' }\n- cast: { a: double }");

    private static readonly Gen<string> Scrap = Gen.OneOf(
        "[", "]", "{", "}", ": ", "- ", "\n", "\n  ", "\"", "'", "*a", "&a ", "!", "!!str ", "!<x>", "|\n", ">", "%YAML 1.2\n",
        "%TAG ! x\n", "---\n", "...\n", "? ", "#", "\t", "\0", "\\uD800", "\"\\uD800\"", "\"\\x\"", "\uD800", "<<: *a",
        "${env:", "name", "transform", "@", "`", ",", "\uFEFF", "\u0085", "\u2028", "9999999999999999999999");

    [Fact]
    public void Random_text_gives_errors() =>
        Gen.OneOf(Gen.String, Scrap.Array[1, 40].Select(string.Concat)).Sample(text =>
        {
            var result = PipelineReader.Read(text);

            Assert.Null(result.Definition);
            AssertErrors(result);
        });

    [Fact]
    public void Damaged_definition_gives_errors_or_a_definition() =>
        Gen.Select(Gen.Int[0, Valid.Length - 1], Gen.Int[0, 5], Scrap).Sample((at, length, scrap) =>
        {
            var result = PipelineReader.Read(Valid.Remove(at, Math.Min(length, Valid.Length - at)).Insert(at, scrap));

            if (result.Definition is null)
                AssertErrors(result);
            else
                Assert.Empty(result.Errors);
        });

    private static void AssertErrors(PipelineReadResult result)
    {
        Assert.NotEmpty(result.Errors);
        Assert.All(result.Errors, error =>
        {
            Assert.True(error.Line >= 1 && error.Column >= 1, error.ToString());
            Assert.NotEmpty(error.Message);
        });
    }
}
