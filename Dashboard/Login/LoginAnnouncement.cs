using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace EtlAspire.Dashboard.Login;

/// <summary>Tells a generated token; one that was set is known to who set it.</summary>
internal sealed partial class LoginAnnouncement(
    LoginToken token, IServer server, IHostApplicationLifetime lifetime, ILogger<LoginAnnouncement> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (token.IsGenerated)
            lifetime.ApplicationStarted.Register(Announce);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Announce()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is not null)
            LogLogin(address.TrimEnd('/') + token.LoginPath);
    }

    [LoggerMessage(LogLevel.Information, "Login to the dashboard at {LoginUrl}")]
    private partial void LogLogin(string loginUrl);
}
