namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class ConnectionStringTests
{
    [Fact]
    public async Task Broker_and_database_have_the_texts_and_properties_that_clients_expect()
    {
        await using var test = new TestApplication("--Parameters:broker-password=p@ssw0rd1", "--Parameters:pg-password=a b");
        var broker = test.Builder.AddRabbitMQ("broker");
        var database = test.Builder.AddPostgres("pg").AddDatabase("etl-db", "etl");
        Allocate(broker.Resource, 27011);
        Allocate(database.Resource.Parent, 5433);

        var variables = await VariablesAsync(test, test.AddShell("client", "true")
            .WithReference(broker).WithReference(database).WithReference(database, connectionName: "main"));

        Assert.Equal("amqp://guest:p%40ssw0rd1@localhost:27011", variables["ConnectionStrings__broker"]);
        Assert.Equal("amqp://guest:p%40ssw0rd1@localhost:27011", variables["BROKER_URI"]);
        Assert.Equal("localhost", variables["BROKER_HOST"]);
        Assert.Equal("27011", variables["BROKER_PORT"]);
        Assert.Equal("guest", variables["BROKER_USERNAME"]);
        Assert.Equal("p@ssw0rd1", variables["BROKER_PASSWORD"]);
        Assert.Equal("Host=localhost;Port=5433;Username=postgres;Password=a b;Database=etl",
            variables["ConnectionStrings__etl-db"]);
        Assert.Equal("postgresql://postgres:a%20b@localhost:5433/etl", variables["ETL_DB_URI"]);
        Assert.Equal("jdbc:postgresql://localhost:5433/etl", variables["ETL_DB_JDBCCONNECTIONSTRING"]);
        Assert.Equal("etl", variables["ETL_DB_DATABASENAME"]);
        Assert.Equal(variables["ConnectionStrings__etl-db"], variables["ConnectionStrings__main"]);
        Assert.Equal("5433", variables["MAIN_PORT"]);
    }

    [Fact]
    public async Task A_generated_password_has_22_safe_characters_and_stays_the_same()
    {
        await using var test = new TestApplication();
        var broker = test.Builder.AddRabbitMQ("broker").Resource;
        var postgres = test.Builder.AddPostgres("pg").Resource;
        await test.Builder.BuildAsync(test.Deadline);

        var first = await broker.PasswordParameter.GetValueAsync(test.Deadline);
        Assert.Matches("^[0-9a-hjkmnp-zA-HJKMNP-Z]{22}$", first);
        Assert.Matches(@"^[0-9a-hjkmnp-zA-HJKMNP-Z\-_.{}~()*+!]{22}$", await postgres.PasswordParameter.GetValueAsync(test.Deadline));

        var secrets = Path.Combine(test.DataDirectory, "apphost", "secrets.json");
        Assert.Contains(first!, await File.ReadAllTextAsync(secrets, test.Deadline), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(secrets).UnixFileMode);
    }

    private static void Allocate(IResource resource, int port)
    {
        var endpoint = resource.Annotations.OfType<EndpointAnnotation>().Single();
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", port);
    }

    private static async Task<Dictionary<string, string?>> VariablesAsync(TestApplication test,
        IResourceBuilder<IResource> resource)
    {
        var context = new EnvironmentCallbackContext(test.Builder.ExecutionContext, resource.Resource);
        foreach (var annotation in resource.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);

        var variables = new Dictionary<string, string?>();
        foreach (var (name, value) in context.EnvironmentVariables)
            variables[name] = value is IValueProvider provider
                ? await provider.GetValueAsync(test.Deadline)
                : (string)value;
        return variables;
    }
}
