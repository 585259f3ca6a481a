using System.Text.Json;
using CsCheck;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>The cursor against .NET's own reader: what it passes over is well-formed, and all that is it passes over.</summary>
public sealed class RandomCursorTests
{
    private const int MaxDepth = 64;

    private static readonly Gen<byte[]> TextPart = Gen.Frequency(
        (60, Gen.OneOf<byte[]>([.. "a"u8], [.. "7, "u8])),
        (1, Gen.OneOf<byte[]>([.. "ä"u8], [0xFF], [.. "\\\""u8], [.. "\\u0041"u8], [(byte)'\n'])));

    [Fact]
    public void It_skips_just_what_is_well_formed() =>
        Gen.Select(RandomJson.Record, Gen.Int[0, 200], Gen.Byte).Sample((json, place, change) =>
        {
            Assert.True(CanSkip(json));
            if (place >= json.Length)
                return;

            json[place] = change;
            Assert.Equal(IsWellFormed(json), CanSkip(json));
        }, iter: 20_000);

    /// <summary>However long the text is, and whatever comes behind it.</summary>
    [Fact]
    public void It_reads_a_text_to_its_end_and_calls_it_plain_only_if_it_is() =>
        Gen.Select(TextPart.Array[0, 60], Gen.Int[0, 40]).Sample((parts, rest) =>
        {
            byte[] text = [.. parts.SelectMany(part => part)];
            var cursor = new JsonCursor([(byte)'"', .. text, (byte)'"', .. Enumerable.Repeat((byte)',', rest)]);
            var isWellFormed = !text.Any(one => one < ' ');

            Assert.Equal(isWellFormed, cursor.TryReadText(out var read, out var isEscaped, out var isPlain));
            if (!isWellFormed)
                return;

            Assert.Equal(text, read.ToArray());
            Assert.Equal(text.Length + 2, cursor.Position);
            Assert.Equal(text.Contains((byte)'\\'), isEscaped);
            Assert.False(isPlain && text.Any(one => one is (byte)'\\' or >= 0x80));
        }, iter: 20_000);

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("[[1],{}]", 2)]
    [InlineData("""{"a":{"b":[true]}}""", 3)]
    [InlineData("5", 0)]
    public void It_goes_as_deep_as_it_is_told(string json, int depth)
    {
        Assert.True(new JsonCursor(System.Text.Encoding.UTF8.GetBytes(json)).TrySkip(depth));
        Assert.False(depth > 0 && new JsonCursor(System.Text.Encoding.UTF8.GetBytes(json)).TrySkip(depth - 1));
    }

    private static bool CanSkip(byte[] json)
    {
        var cursor = new JsonCursor(json);
        return cursor.TrySkip(MaxDepth) && cursor.Peek() == 0 && cursor.IsAtEnd;
    }

    private static bool IsWellFormed(byte[] json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
