namespace EtlAspire.SampleApi.Tests;

public class UsersTests(SampleApiFixture api) : IClassFixture<SampleApiFixture>
{
    [Fact]
    public async Task Users_are_the_ten_that_JSONPlaceholder_publishes()
    {
        var users = await api.GetArrayAsync("/users");

        Assert.Equal(Enumerable.Range(1, 10), users.Select(user => (int)user!["id"]!));
        Assert.Equal(
            """{"id":6,"name":"Mrs. Dennis Schulist","username":"Leopoldo_Corkery","email":"Karley_Dach@jasper.info","address":{"street":"Norberto Crossing","suite":"Apt. 950","city":"South Christy","zipcode":"23505-1337","geo":{"lat":"-71.4197","lng":"71.7478"}},"phone":"1-477-935-8478 x6430","website":"ola.org","company":{"name":"Considine-Lockman","catchPhrase":"Synchronised bottom-line interface","bs":"e-enable innovative applications"}}""",
            users[5]!.ToJsonString());
    }

    [Fact]
    public async Task Health_is_answered()
    {
        var health = await api.Client.GetStringAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal("Healthy", health);
    }
}
