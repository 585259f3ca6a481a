using System.Text.Json;
using CsCheck;
using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

/// <summary>The cutting of texts against .NET's own, for more rows than fit a chunk.</summary>
public sealed class RandomSplitTests
{
    private const int Rows = 3_000;

    private static readonly Gen<string> Separator = Gen.OneOf("-", "--", ", ", "ä", "😀", "a text of many bytes");

    private static readonly Gen<string?[]> Texts = Gen.Select(Separator, Separator.Array[1, 2], (first, more) => (string[])[first, .. more])
        .SelectMany(separators => Gen.Frequency(
            (1, Gen.Const((string?)null)),
            (9, Gen.OneOf([.. separators, "x", "é", "漢", "\ud83d\ude01", "more than twelve bytes"]).Array[0, 6].Select(parts => (string?)string.Concat(parts))))
            .Array[Rows]);

    [Fact]
    public Task Parts_are_what_the_slow_way_cuts() => Gen.Select(Texts, Separator, Gen.Int[2, 4], Gen.Bool).SampleAsync(
        async (texts, separator, count, isComputed) =>
        {
            var names = Enumerable.Range(0, count).Select(number => $"p{number}");
            var split = $"split: {{ column: a, into: [{string.Join(", ", names)}], separator: {JsonSerializer.Serialize(separator)} }}";
            string[] steps = isComputed ? ["lower: [a]", split, "drop: [a]"] : [split, "drop: [a]"];

            var batch = await TestBatch.TransformAsync(steps, [.. texts.Prepend("a").Select(text => JsonSerializer.Serialize(new { a = text }))]);

            Assert.Equal(texts.Prepend("a").Select(text => Cut(text, separator, count)), batch.Rows);
        }, iter: 20);

    private static string Cut(string? text, string separator, int count)
    {
        var parts = text?.Split(separator, count) ?? [];
        return string.Join('|', parts.Concat(Enumerable.Repeat("∅", count - parts.Length)));
    }
}
