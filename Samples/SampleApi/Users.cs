namespace EtlAspire.SampleApi;

/// <summary>JSONPlaceholder's ten users, as published.</summary>
internal static class Users
{
    public static void MapUsers(this IEndpointRouteBuilder app) =>
        app.MapGet("/users", () => Results.Stream(
            typeof(Users).Assembly.GetManifestResourceStream("users.json")!, "application/json"));
}
