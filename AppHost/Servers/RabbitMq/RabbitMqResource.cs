using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace EtlAspire.AppHost.Servers.RabbitMq;

/// <summary>A RabbitMQ of this machine's packages; queues and their messages outlive a kill.</summary>
internal sealed class RabbitMqResource(string name, ParameterResource password) : ServerResource(name, DefaultUser, password)
{
    private const string DefaultUser = "guest";

    // The name of the node names its data: another one would start empty.
    private const string NodeName = "rabbit@localhost";

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{UserName}:{Password:uri}@{Endpoint.Property(EndpointProperty.IPV4Host)}:{Endpoint.Property(EndpointProperty.Port)}");

    public override async Task<ServerProcess> PrepareAsync(ServerSettings settings, ILogger logger, CancellationToken cancellationToken)
    {
        var files = new RabbitMqFiles(Path.GetFullPath(settings.DataDirectory));
        Directory.CreateDirectory(files.Directory);
        await LeftoverServer.EndAsync("beam.smp", files.Directory, Signals.Terminate, logger, cancellationToken);

        var startScript = RabbitMqProgram.Link(files.Program);
        await files.WriteAsync(settings, cancellationToken);
        return new ServerProcess(startScript, [], files.Directory, EnvironmentFor(settings, files));
    }

    public override async Task ConnectAsync(string connectionString, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory { Uri = new Uri(connectionString), AutomaticRecoveryEnabled = false };
        await using var connection = await factory.CreateConnectionAsync("health check", cancellationToken);
        await connection.CloseAsync(cancellationToken);
    }

    private static Dictionary<string, string> EnvironmentFor(ServerSettings settings, RabbitMqFiles files)
    {
        // Erlang's nodes find each other through a daemon, epmd, that outlives them and that all users share. There is
        // only one node here: with its port given, it needs none, and none is started.
        var nodePort = FreePort();
        return new Dictionary<string, string>
        {
            ["HOME"] = files.Home, // where Erlang looks for its cookie
            ["RABBITMQ_SCRIPTS_DIR"] = Path.Combine(files.Program, "sbin"),
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null", // not the machine's own
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = settings.Port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = nodePort,
            ["RABBITMQ_MNESIA_BASE"] = files.Database,
            ["RABBITMQ_LOG_BASE"] = files.Logs,
            ["RABBITMQ_CONFIG_FILE"] = files.Configuration,
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = files.AdvancedConfiguration,
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = files.EnabledPlugins,

            // To the console, warnings and worse, without colours.
            ["RABBITMQ_LOGS"] = "-",
            ["RABBITMQ_LOG"] = "warning",
            ["TERM"] = "dumb",

            // The script then becomes the broker, instead of waiting for a child that a kill would not reach.
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] =
                $"-noinput -sname {NodeName} -erl_epmd_port {nodePort} -kernel inet_dist_use_interface {{127,0,0,1}}",
            ["ERL_AFLAGS"] = "-start_epmd false",
            ["ERL_EPMD_PORT"] = "1", // nobody listens there: an epmd of the machine stays unasked
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_CRASH_DUMP_SECONDS"] = "0",
        };
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port: 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
