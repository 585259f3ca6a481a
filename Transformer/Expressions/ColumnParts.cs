using System.Text.Json.Nodes;
using EtlAspire.Transformer.Steps;

namespace EtlAspire.Transformer.Expressions;

/// <summary>Names: of columns, and of the time, which SQL writes like one.</summary>
internal static class ColumnParts
{
    public static Part Rewrite(JsonObject node, ExpressionRewriter rewriter)
    {
        var names = (JsonArray)node["column_names"]!;
        var name = (string)names[0]!;
        if (rewriter.Scope.FirstOrDefault(column => column.IsNamed(name)) is { } found)
            return new Part(node, names.Count > 1 ? ValueKind.Other : KindOf(found));
        if (names.Count > 1)
            return new Part(node, ValueKind.Other);
        return ClockParts.Find(name, rewriter.Now) is { } time
            ? new Part(time, ValueKind.Other)
            : new Part(node, name.Equals("_record", StringComparison.OrdinalIgnoreCase) ? ValueKind.Bigint : ValueKind.Other);
    }

    /// <summary>What a column's values are.</summary>
    public static ValueKind KindOf(Column column) => column.Type switch
    {
        null => ValueKind.Null,
        ColumnType.Bigint => ValueKind.Bigint,
        ColumnType.Numeric => column.IsAsInJson ? ValueKind.Number : ValueKind.Numeric,
        ColumnType.Double => ValueKind.Double,
        _ => ValueKind.Other,
    };
}
