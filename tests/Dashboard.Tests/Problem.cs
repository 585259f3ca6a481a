using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace EtlAspire.Dashboard.Tests;

internal static class Problem
{
    /// <summary>Checks that an answer is a problem in words, and gives it.</summary>
    public static async Task<JsonElement> AssertAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        return problem;
    }

    public static string Detail(this JsonElement problem) => problem.GetProperty("detail").GetString()!;
}
