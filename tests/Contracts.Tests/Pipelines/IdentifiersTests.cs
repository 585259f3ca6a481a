using CsCheck;
using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines;

public class IdentifiersTests
{
    [Theory]
    [InlineData("zipcode", "zipcode")]
    [InlineData("catchPhrase", "catch_phrase")]
    [InlineData("CatchPhrase", "catch_phrase")]
    [InlineData("HTTPStatus", "http_status")]
    [InlineData("userID", "user_id")]
    [InlineData("address2Line", "address2_line")]
    [InlineData("first name", "first_name")]
    [InlineData("  first - name  ", "first_name")]
    [InlineData("price ($)", "price")]
    [InlineData("Exchange-Rates", "exchange_rates")]
    [InlineData("2nd line", "_2nd_line")]
    [InlineData("_id", "_id")]
    [InlineData("__typename", "__typename")]
    [InlineData("parent__child", "parent__child")]
    [InlineData("Grün", "grun")]
    [InlineData("prénom", "prenom")]
    [InlineData("名前", "u540du524d")]
    [InlineData("", "_")]
    [InlineData("%", "_")]
    [InlineData("\uD800", "_")]
    public void Name_becomes_snake_case(string name, string expected) =>
        Assert.Equal(expected, Identifiers.ToSnakeCase(name));

    [Fact]
    public void Long_names_that_begin_alike_stay_different()
    {
        var start = new string('a', 70);

        var one = Identifiers.ToSnakeCase($"{start}1");
        var two = Identifiers.ToSnakeCase($"{start}2");

        Assert.Equal(63, one.Length);
        Assert.NotEqual(one, two);
        Assert.Equal(one, Identifiers.ToSnakeCase(one));
    }

    [Fact]
    public void Whatever_comes_in_a_valid_name_comes_out_and_stays() =>
        Gen.String.Sample(text =>
        {
            var name = Identifiers.ToSnakeCase(text);
            Assert.Matches(@"^[a-z_][a-z0-9_]{0,62}\z", name);
            Assert.Equal(name, Identifiers.ToSnakeCase(name));
        });
}
