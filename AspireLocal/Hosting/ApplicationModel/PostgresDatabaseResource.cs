namespace Aspire.Hosting.ApplicationModel;

public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name), IResourceWithParent<PostgresServerResource>, IResourceWithConnectionString
{
    public PostgresServerResource Parent { get; } = postgresParentResource;

    public string DatabaseName { get; } = databaseName;

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Parent.ConnectionStringExpression};Database={DatabaseName}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
    [
        .. Parent.ConnectionProperties(
            ReferenceExpression.Create($"{Parent.UriExpression}/{DatabaseName:uri}"),
            ReferenceExpression.Create($"{Parent.JdbcExpression}/{DatabaseName:uri}")),
        new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
    ];
}
