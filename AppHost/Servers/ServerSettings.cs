namespace EtlAspire.AppHost.Servers;

/// <summary>What a server is to be prepared with.</summary>
/// <param name="DataDirectory">Where its files are kept from one run to the next.</param>
/// <param name="Port">Where it is to listen, on loopback.</param>
/// <param name="UserName">Who may come in.</param>
/// <param name="Password">And with what.</param>
internal sealed record ServerSettings(string DataDirectory, int Port, string UserName, string Password);
