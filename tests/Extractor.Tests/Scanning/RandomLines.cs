using CsCheck;

namespace EtlAspire.Extractor.Tests.Scanning;

/// <summary>Texts of lines with everything in them that is hard to bear.</summary>
internal static class RandomLines
{
    private static readonly byte[][] Oddities =
    [
        [], [.. " "u8], [.. "\t"u8], [.. "\r"u8], [.. " {\"id\":1} \t"u8], [.. "{\"a\":\"ä漢😀\"}"u8], [.. "{"u8], [.. "{\"a\":"u8], [.. "{\"a\":\"x"u8],
        [.. "{} {}"u8], [.. "{}{}"u8], [.. "{},"u8], [.. "{} x"u8], [.. "5 6"u8], [.. "[{}"u8], [.. "nul"u8], [.. "\0"u8], [.. "{\"a\":\"\0\"}"u8],
        [0xEF, 0xBB, 0xBF], [0xEF, 0xBB, 0xBF, .. "{}"u8], [0xEF], [0xFF, 0xFE, .. "{\0}\0"u8], [.. "{\"a\":\""u8, 0xC3, .. "\"}"u8], [.. "{}"u8, 0xC2, 0xA0],
    ];

    private static readonly Gen<byte[]> Line = Gen.Frequency((3, RandomJson.Record), (2, Gen.OneOf(Oddities)));

    private static readonly Gen<byte[]> Break = Gen.Frequency((3, Gen.Const<byte[]>([.. "\n"u8])), (1, Gen.Const<byte[]>([.. "\r\n"u8])));

    /// <summary>Most end with a line break, some begin with a byte order mark.</summary>
    public static Gen<byte[]> Text { get; } =
        Gen.Select(Gen.OneOf<byte[]>([], [], [0xEF, 0xBB, 0xBF]), Gen.Select(Line, Break).Array[0, 8], Gen.Bool, Line,
            (mark, lines, hasLast, last) =>
                (byte[])[.. mark, .. lines.SelectMany(line => (byte[])[.. line.Item1, .. line.Item2]), .. hasLast ? last : []]);

    // An 'e' among the digits would make an exponent that the slow way counts out.
    private static readonly Gen<byte> Byte = Gen.Byte.Where(value => value is not ((byte)'e' or (byte)'E'));

    /// <summary>Lines that are mostly like those before them: repeated, and a byte of some of them changed.</summary>
    public static Gen<byte[]> Alike { get; } =
        Gen.Select(RandomJson.Record.Array[1, 3], Gen.Select(Gen.Int[0, 2], Gen.Int[0, 400], Byte).Array[0, 12], (records, changes) =>
        {
            var first = records.SelectMany(record => (byte[])[.. record, (byte)'\n']);
            var others = changes.SelectMany(change =>
            {
                byte[] line = [.. records[change.Item1 % records.Length], (byte)'\n'];
                if (change.Item2 < line.Length)
                    line[change.Item2] = change.Item3;
                return line;
            });
            return (byte[])[.. first, .. others];
        });

    /// <summary>Lines of the same names in the same order, with any values.</summary>
    public static Gen<byte[]> OfOneMake { get; } = RandomJson.RecordsOfOneMake.Select(ToLines);

    /// <summary>Lines of the same names, one of which is missing now and then.</summary>
    public static Gen<byte[]> OfTwoMakes { get; } = RandomJson.RecordsWithAField.Select(ToLines);

    private static byte[] ToLines(IEnumerable<byte[]> records) =>
        records.SelectMany(record => (byte[])[.. record.Select(one => one == '\n' ? (byte)' ' : one), (byte)'\n']).ToArray();
}
