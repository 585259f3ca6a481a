using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

public class PlaceholdersTests
{
    [Fact]
    public void Placeholders_are_found_in_order() =>
        Assert.Equal(
            [new Placeholder("env", "HOST"), new Placeholder("secret", "api_key2")],
            Placeholders.Find("https://${env:HOST}/v1?key=${secret:api_key2}&x=$5&y={a}"));

    [Fact]
    public void Values_take_the_places() =>
        Assert.Equal("https://a.b/env-HOST/secret-KEY",
            Placeholders.Resolve("https://a.b/${env:HOST}/${secret:KEY}", placeholder => $"{placeholder.Kind}-{placeholder.Name}"));

    [Fact]
    public void Value_is_taken_as_it_is() =>
        Assert.Equal("${env:B}$1", Placeholders.Resolve("${env:A}", _ => "${env:B}$1"));

    [Fact]
    public void Missing_value_is_what_the_lookup_says()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Placeholders.Resolve(
            "Bearer ${secret:CRM}", placeholder => throw new InvalidOperationException($"There is no {placeholder}.")));

        Assert.Equal("There is no ${secret:CRM}.", exception.Message);
    }
}
