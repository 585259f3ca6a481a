using System.Text;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Runs;
using EtlAspire.Storage;
using EtlAspire.Transformer.Reading;

namespace EtlAspire.Transformer.Steps;

/// <summary>
/// The batch as the steps so far make it: its columns, and the chain of SELECTs that gives them. A column that is still
/// a field of the records takes part in no SELECT before a step needs it, so what is dropped early is never read.
/// </summary>
internal sealed class Relation
{
    /// <summary>The column that says why a record is rejected; null for those that are not.</summary>
    public const string Reject = "\"$reject\"";

    /// <summary>The column that says which record a row is.</summary>
    public const string Record = "\"_record\"";

    private readonly List<Select> _selects = [];
    private readonly List<MissingName> _missing = [];

    public Relation(Shape records, ExpressionBinder binder)
    {
        Binder = binder;
        Columns = [.. SourceField.OfRecords(records)
            .Select(field => Column.Of(Identifiers.ColumnOf(field.Path[0]), field))];
        RefuseDuplicates();
    }

    /// <summary>The columns, in order.</summary>
    public IReadOnlyList<Column> Columns { get; private set; }

    /// <summary>What is to be read.</summary>
    public SourceFields Fields { get; } = new();

    /// <summary>Checks users' expressions.</summary>
    public ExpressionBinder Binder { get; }

    /// <summary>The columns that a step names and no record has.</summary>
    public IReadOnlyList<MissingName> Missing => _missing;

    /// <summary>The column of a name; null, and noted, if the batch has none.</summary>
    public Column? Find(string name, StepDefinition step)
    {
        var found = Columns.FirstOrDefault(column => column.Name == name);
        if (found is null)
            NoteMissing(name, step);
        return found;
    }

    /// <summary>Notes that a step names a column that no record of the batch has.</summary>
    public void NoteMissing(string name, StepDefinition step) => _missing.Add(new MissingName(name, step.Name, step.Line));

    /// <summary>How the next SELECT reads a column.</summary>
    public string Read(Column column)
    {
        if (column.Type is null)
            return $"CAST(NULL AS {column.SqlType})";
        return column.Field is null ? SqlName.Quote(column.StoredName) : Fields.Demand(column.Field);
    }

    /// <summary>How the next SELECT reads a column as text; as long as it is a field, as the text that was written.</summary>
    public string ReadText(Column column) => column.Field is { Type.Type: not (null or ColumnType.Text) } field
        ? Fields.Demand(field.AsText)
        : PhysicalTypes.ToText(column, Read(column));

    /// <summary>Lays a column out under its name for the next SELECT, which cannot name fields.</summary>
    public Computed LayOut(Column column) =>
        new(column, column.Type is null ? "NULL" : Read(column)) { IsLaidOut = true };

    /// <summary>Takes other columns, or the same ones under other names, without a SELECT.</summary>
    /// <exception cref="RunFailedException">Two of them have the same name (<c>duplicate_column</c>).</exception>
    public void Take(IEnumerable<Column> columns)
    {
        Columns = [.. columns];
        RefuseDuplicates();
    }

    /// <summary>Adds a SELECT: the columns as they are, but for those that it computes.</summary>
    /// <param name="computed">What it computes.</param>
    /// <param name="reject">An expression for why the row is rejected, null if it is not; earlier rejects stay.</param>
    /// <param name="where">Which rows are kept; rejected ones always are.</param>
    public void Select(IReadOnlyList<Computed> computed, string? reject = null, string? where = null)
    {
        var byName = computed.ToDictionary(one => one.Column.Name);
        var items = new StringBuilder();
        var columns = new List<Column>();
        foreach (var column in Columns.Concat(computed.Select(one => one.Column)).DistinctBy(column => column.Name))
        {
            if (byName.TryGetValue(column.Name, out var change))
            {
                items.Append($"{change.Sql} AS {SqlName.Quote(column.Name)}, ");
                columns.Add(change.Column with
                {
                    Field = change.IsLaidOut ? column.Field : null,
                    StoredName = column.Name,
                });
            }
            else if (column.Field is null && column.Type is not null)
            {
                items.Append($"{Read(column)} AS {SqlName.Quote(column.Name)}, ");
                columns.Add(column with { StoredName = column.Name });
            }
            else
            {
                columns.Add(column);
            }
        }

        _selects.Add(new Select(items.ToString(), reject is null ? Reject : $"coalesce({Reject}, {reject})", where));
        Columns = columns;
    }

    /// <summary>The whole chain: the columns in their final form, the record's number and why it is rejected.</summary>
    /// <param name="source">The SELECT that reads the fields and the record's number.</param>
    public string ToSql(string source)
    {
        var sql = $"SELECT *, CAST(NULL AS VARCHAR) AS {Reject} FROM ({source})";
        var hidden = string.Concat(Fields.Columns.Select(column => $"{column}, "));
        foreach (var select in _selects)
        {
            var where = select.Where is null ? "" : $" WHERE {Reject} IS NOT NULL OR {select.Where}";
            sql = $"SELECT {select.Items}{hidden}{Record}, {select.Reject} AS {Reject} FROM ({sql}){where}";
        }

        var items = Columns.Select(column => $"{Read(column)} AS {SqlName.Quote(column.Name)}, ");
        return $"SELECT {string.Concat(items)}{Record}, {Reject} FROM ({sql})";
    }

    private void RefuseDuplicates()
    {
        var names = new Dictionary<string, Column>
        {
            ["_run"] = new("_run", null, "", "the run's number, which every table gets"),
            ["_record"] = new("_record", null, "", "the record's number, which every table gets"),
        };
        foreach (var column in Columns)
        {
            if (!names.TryAdd(column.Name, column))
            {
                throw new RunFailedException(Stage.Transform, ErrorKinds.DuplicateColumn,
                    $"Two columns would get the name '{column.Name}': {names[column.Name].Origin} and {column.Origin}.",
                    "Give one of them another name: with a 'rename' or 'drop' step before they meet, or at the source.");
            }
        }
    }
}
