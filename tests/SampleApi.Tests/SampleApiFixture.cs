using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;

namespace EtlAspire.SampleApi.Tests;

/// <summary>The API in memory.</summary>
public sealed class SampleApiFixture : IDisposable
{
    private readonly WebApplicationFactory<Program> _api = new();

    public SampleApiFixture() => Client = _api.CreateClient();

    public HttpClient Client { get; }

    public async Task<JsonArray> GetArrayAsync(string path) => (await GetAsync(path)).AsArray();

    public async Task<JsonNode> GetAsync(string path)
    {
        await using var body = await Client.GetStreamAsync(
            new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await JsonNode.ParseAsync(body, cancellationToken: TestContext.Current.CancellationToken)
            ?? throw new JsonException($"{path} answered null");
    }

    public void Dispose() => _api.Dispose();
}
