using System.Text.Json;
using CsCheck;
using EtlAspire.Contracts.Batches;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>The cursor against .NET's own reader: what it passes over is well-formed, and all that is it passes over.</summary>
public sealed class RandomCursorTests
{
    private const int MaxDepth = 64;

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
