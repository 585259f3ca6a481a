using EtlAspire.Storage;

namespace EtlAspire.Transformer.Reading;

/// <summary>Reads a raw file with DuckDB's own JSON reader, the fast way for plain fields.</summary>
internal static class DirectReader
{
    /// <summary>The largest record that is read this way: the reader's buffers are twice as large.</summary>
    private const int MaxRecordBytes = 16 << 20;

    /// <summary>Whether these fields are read right. Records that name a field twice are not: DuckDB then fails.</summary>
    public static bool CanRead(IReadOnlyList<SourceField> fields) =>
        fields.All(field => field.IsPlain) && CanRead(FieldTree.Of(fields));

    /// <summary>The SELECT of the record's number and the fields. A compressed file is read in order, by one thread.</summary>
    public static string Select(string path, SourceFields fields, long firstRecord)
    {
        var tree = FieldTree.Of(fields.All);
        var columns = tree.Children.Count == 0
            ? "'$none': 'JSON'"
            : string.Join(", ", tree.Children.Values.Select(
                child => $"{SqlName.Literal(child.Name)}: {SqlName.Literal(TypeOf(child))}"));
        var items = fields.All.Select(field =>
            $", {string.Join('.', field.Path.Select(SqlName.Quote))} AS {fields.NameOf(field)}");
        return $$"""
            SELECT {{firstRecord - 1}} + row_number() OVER () AS "_record"{{string.Concat(items)}}
            FROM read_json({{SqlName.Literal(path)}}, format = 'newline_delimited', compression = 'zstd',
                columns = { {{columns}} }, maximum_object_size = {{MaxRecordBytes}})
            """;
    }

    // DuckDB does not tell upper from lower case in the names of columns and of the fields of a struct.
    private static bool CanRead(FieldTree tree) =>
        tree.Fields.Count <= (tree.Children.Count == 0 ? 1 : 0)
        && tree.Children.Keys.All(name => name.Length > 0 && !name.Contains('\0'))
        && tree.Children.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count() == tree.Children.Count
        && tree.Children.Values.All(CanRead);

    private static string TypeOf(FieldTree tree)
    {
        if (tree.Fields.Count == 1)
            return tree.Fields[0].Type.SqlType;

        var fields = tree.Children.Values.Select(child => $"{SqlName.Quote(child.Name)} {TypeOf(child)}");
        return $"STRUCT({string.Join(", ", fields)})";
    }
}
