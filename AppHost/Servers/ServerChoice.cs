using EtlAspire.AppHost.Servers.PostgreSql;
using EtlAspire.AppHost.Servers.RabbitMq;
using Microsoft.Extensions.Configuration;

namespace EtlAspire.AppHost.Servers;

/// <summary>Where each of the two servers comes from.</summary>
/// <param name="Messaging">RabbitMQ.</param>
/// <param name="Warehouse">PostgreSQL.</param>
/// <param name="Engine">The container engine that answers; null where none was asked or none answers.</param>
/// <param name="Reason">Why it is so, in words.</param>
internal sealed record ServerChoice(ServerOrigin Messaging, ServerOrigin Warehouse, string? Engine, string Reason)
{
    public const string Key = "ETL_SERVERS";
    public const string MessagingName = "messaging";
    public const string WarehouseName = "warehouse";

    /// <summary>Chooses: yours where a connection string is given, else containers where an engine answers, else processes.</summary>
    /// <exception cref="DistributedApplicationException">What is asked for, or all that is left, is not to be had here.</exception>
    public static async Task<ServerChoice> MakeAsync(IDistributedApplicationBuilder builder)
    {
        bool isMessagingYours = IsGiven(builder, MessagingName), isWarehouseYours = IsGiven(builder, WarehouseName);
        if (isMessagingYours && isWarehouseYours)
            return new ServerChoice(ServerOrigin.Yours, ServerOrigin.Yours, Engine: null, "their connection strings are given");

        var (rest, engine, reason) = await ChooseRestAsync(builder);
        var choice = new ServerChoice(
            isMessagingYours ? ServerOrigin.Yours : rest, isWarehouseYours ? ServerOrigin.Yours : rest, engine, reason);
        choice.RefuseMissingPrograms();
        return choice;
    }

    /// <summary>What a person is told at the start.</summary>
    public override string ToString() => $"RabbitMQ: {Words(Messaging)}, PostgreSQL: {Words(Warehouse)} ({Reason})";

    private static async Task<(ServerOrigin Origin, string? Engine, string Reason)> ChooseRestAsync(IDistributedApplicationBuilder builder)
    {
        // What is published is to run elsewhere.
        if (builder.ExecutionContext.IsPublishMode)
            return (ServerOrigin.Containers, null, "for publishing");

        switch (builder.Configuration[Key])
        {
            case null or "":
                return await ContainerEngine.FindAsync() is { } found
                    ? (ServerOrigin.Containers, found, $"{found} answers")
                    : (ServerOrigin.Processes, null, "no container engine answers");
            case "containers":
                return await ContainerEngine.FindAsync() is { } engine
                    ? (ServerOrigin.Containers, engine, $"{Key}=containers")
                    : throw new DistributedApplicationException($"{Key} is 'containers', but neither docker nor podman answers: " +
                        $"start one, or set {Key}=processes.");
            case "processes":
                return (ServerOrigin.Processes, null, $"{Key}=processes");
            case var other:
                throw new DistributedApplicationException($"{Key} is '{other}': set it to 'containers' or 'processes'.");
        }
    }

    private void RefuseMissingPrograms()
    {
        if (Messaging == ServerOrigin.Processes)
            _ = RabbitMqProgram.Installed();
        if (Warehouse == ServerOrigin.Processes)
            _ = PostgresPrograms.Newest();
    }

    private static bool IsGiven(IDistributedApplicationBuilder builder, string name) =>
        !string.IsNullOrEmpty(builder.Configuration.GetConnectionString(name));

    private static string Words(ServerOrigin origin) => origin switch
    {
        ServerOrigin.Yours => "yours",
        ServerOrigin.Containers => "a container",
        _ => "a process",
    };
}
