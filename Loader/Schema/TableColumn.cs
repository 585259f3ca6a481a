namespace EtlAspire.Loader.Schema;

/// <summary>A column that a table has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="PostgresType">Its type, as PostgreSQL spells it.</param>
/// <param name="Type">The same as one of ours; null when somebody else chose it.</param>
internal sealed record TableColumn(string Name, string PostgresType, ColumnType? Type)
{
    public static TableColumn Of(string name, ColumnType type) => new(name, PostgresTypes.NameOf(type), type);
}
