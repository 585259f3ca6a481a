using System.Net;
using System.Text;
using System.Text.Json;

namespace EtlAspire.SampleApi.Tests;

public class PeopleTests(SampleApiFixture api) : IClassFixture<SampleApiFixture>
{
    [Theory]
    [InlineData("", 1, 100)]
    [InlineData("?page=2&per_page=3&total=8", 4, 3)]
    [InlineData("?page=3&per_page=3&total=8", 7, 2)]
    [InlineData("?page=4&per_page=3&total=8", 0, 0)]
    [InlineData("?page=9223372036854775807&per_page=50000&total=8", 0, 0)]
    [InlineData("?per_page=5&total=0", 0, 0)]
    [InlineData("?page=3333334&per_page=3&total=10000000", 10_000_000, 1)]
    public async Task Page_holds_its_people(string query, int first, int count)
    {
        var people = await api.GetArrayAsync($"/people{query}");

        Assert.Equal(Enumerable.Range(first, count), people.Select(person => (int)person!["id"]!));
    }

    [Theory]
    [InlineData("?page=0")]
    [InlineData("?per_page=0")]
    [InlineData("?per_page=50001")]
    [InlineData("?total=-1")]
    public async Task Page_that_makes_no_sense_is_refused(string query)
    {
        using var answer = await api.Client.GetAsync(
            new Uri($"/people{query}", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Largest_page_comes_whole()
    {
        var people = await api.GetArrayAsync("/people?page=2&per_page=50000&total=10000000");

        Assert.Equal(Enumerable.Range(50_001, 50_000), people.Select(person => (int)person!["id"]!));
    }

    [Fact]
    public async Task Answer_holds_what_the_generator_makes()
    {
        var json = (await api.GetArrayAsync("/people?page=8&per_page=1&total=8"))[0]!;

        var person = PeopleGenerator.Create(8);
        Assert.Equal(person.Name, (string?)json["name"]);
        Assert.Equal(person.Email, (string?)json["email"]);
        Assert.Equal(person.Address.Lat, (string?)json["address"]!["geo"]!["lat"]);
        Assert.Equal(person.Company.CatchPhrase, (string?)json["company"]!["catchPhrase"]);
        Assert.Equal(["id", "name", "username", "email", "address", "phone", "website", "company"],
            json.AsObject().Select(property => property.Key));
    }

    [Fact]
    public void People_never_change()
    {
        Assert.Equal(
            "{\"Id\":1,\"Name\":\"Yuki Zhang\",\"Username\":\"Yuki_Zhang1\",\"Email\":\"Yuki.Zhang1@rosamond.me\",\"Address\":{\"Street\":\"DuBuque Extension\",\"Suite\":\"Apt. 852\",\"City\":\"New bury\",\"Zipcode\":\"13411-3250\",\"Lat\":\"-44.4720\",\"Lng\":\"140.0179\"},\"Phone\":\"955.980.2999\",\"Website\":\"strategic-1.biz\"",
            JsonSerializer.Serialize(PeopleGenerator.Create(1)).Split(",\"Company\"")[0]);
        Assert.Equal(PeopleGenerator.Create(9_999_999), PeopleGenerator.Create(9_999_999));
    }

    [Fact]
    public void People_are_as_untidy_as_real_ones()
    {
        var people = Enumerable.Range(1, 10_000).Select(id => PeopleGenerator.Create(id)).ToArray();

        Assert.InRange(people.Count(person => person.Phone is null), 300, 700);
        Assert.InRange(people.Count(person => person.Website is null), 200, 500);
        Assert.Contains(people, person => !Ascii.IsValid(person.Name));
        Assert.Contains(people, person => !person.Name.Contains(' ', StringComparison.Ordinal));
        Assert.All(people, person => Assert.NotEqual(person.Email.ToLowerInvariant(), person.Email));
        Assert.Equal(people.Length, people.Select(person => person.Email).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public async Task What_is_missing_has_no_phone_and_no_website()
    {
        var people = await api.GetArrayAsync("/people?per_page=1000&total=1000");

        Assert.All(people, json =>
        {
            var person = PeopleGenerator.Create((long)json!["id"]!);
            Assert.Equal(person.Phone is not null, json.AsObject().ContainsKey("phone"));
            Assert.True(json.AsObject().ContainsKey("website"));
            Assert.Equal(person.Website, (string?)json["website"]);
        });
    }
}
