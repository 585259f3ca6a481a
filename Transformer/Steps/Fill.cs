using EtlAspire.Storage;
using EtlAspire.Transformer.TextValues;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// Puts a value where a column has none; a column that the batch does not have is made of it. The value chooses the type
/// along with the column, whether the batch has nulls or not: a text in a column of numbers makes it text.
/// </summary>
internal static class Fill
{
    private const int BigintDigits = 18;

    public static void Apply(FillStep step, Relation relation) =>
        relation.Select([.. step.Values.Select(entry => FillOne(entry.Key, entry.Value, step, relation))]);

    private static Computed FillOne(string name, ScalarValue value, FillStep step, Relation relation)
    {
        var column = relation.Columns.FirstOrDefault(column => column.Name == name)
            ?? new Column(name, null, "VARCHAR", $"'fill' in line {step.Line}");
        var (type, sqlType, literal) = LiteralOf(value);
        if (column.Type is null)
            return new Computed(column with { Type = type, SqlType = sqlType }, literal);

        (type, sqlType, var read, literal) = Meet(column, value, type, relation);
        return new Computed(
            column with { Type = type, SqlType = sqlType, IsTentative = false }, $"coalesce({read}, {literal})");
    }

    private static (ColumnType Type, string SqlType, string Literal) LiteralOf(ScalarValue value) => value.Kind switch
    {
        ScalarKind.Boolean => (ColumnType.Boolean, "BOOLEAN", value.Text),
        ScalarKind.Number when value.Text.Trim('-').All(char.IsAsciiDigit) && value.Text.Length <= BigintDigits =>
            (ColumnType.Bigint, "BIGINT", $"CAST({value.Text} AS BIGINT)"),
        ScalarKind.Number => (ColumnType.Numeric, "VARCHAR", SqlName.Literal(value.Text)),
        _ => (ColumnType.Text, "VARCHAR", SqlName.Literal(value.Text)),
    };

    private static (ColumnType Type, string SqlType, string Read, string Literal) Meet(
        Column column, ScalarValue value, ColumnType type, Relation relation)
    {
        var text = SqlName.Literal(value.Text);
        var isNumber = value.Kind == ScalarKind.Number;
        return column switch
        {
            { Type: ColumnType.Json } => (ColumnType.Json, "JSON", relation.Read(column), JsonOf(value)),
            { Type: ColumnType.Boolean or ColumnType.Bigint } when column.Type == type =>
                (type, column.SqlType, relation.Read(column), LiteralOf(value).Literal),
            { Type: ColumnType.Double } when isNumber && ValueOf(text, ColumnType.Double, relation) is { } number =>
                (ColumnType.Double, "DOUBLE", relation.Read(column), number),
            { Type: ColumnType.Numeric } when isNumber => (ColumnType.Numeric, "VARCHAR", relation.Read(column), text),
            { Type: ColumnType.Bigint or ColumnType.Double } when isNumber =>
                (ColumnType.Numeric, "VARCHAR", relation.ReadText(column), text),
            { Type: ColumnType.Date or ColumnType.Timestamp or ColumnType.Timestamptz }
                when ValueOf(text, column.Type.Value, relation) is { } moment =>
                (column.Type.Value, column.SqlType, relation.Read(column), moment),
            _ => (ColumnType.Text, "VARCHAR", relation.ReadText(column), text),
        };
    }

    // Null where the text is no such value.
    private static string? ValueOf(string text, ColumnType type, Relation relation) =>
        TextValueFunctions.ToSql(type, text) is var value && relation.Binder.HasValue(value) ? value : null;

    private static string JsonOf(ScalarValue value) => value.Kind == ScalarKind.Text
        ? $"to_json({SqlName.Literal(value.Text)})"
        : $"CAST({SqlName.Literal(value.Text)} AS JSON)";
}
