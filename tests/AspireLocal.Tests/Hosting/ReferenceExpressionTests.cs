namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class ReferenceExpressionTests
{
    [Fact]
    public async Task Holes_are_filled_when_the_value_is_asked_for()
    {
        await using var test = new TestApplication();
        var user = test.Builder.AddParameter("user", "p@ss w{o}rd");

        var expression = ReferenceExpression.Create($"{{x}}={user} uri={user.Resource:uri} plain={"a{b}"}");

        Assert.Equal("{x}=p@ss w{o}rd uri=p%40ss%20w%7Bo%7Drd plain=a{b}",
            await expression.GetValueAsync(test.Deadline));
        Assert.Equal("{x}={user.value} uri={user.value} plain=a{b}", expression.ValueExpression);
    }

    [Fact]
    public async Task An_endpoint_has_no_url_before_it_has_a_port()
    {
        await using var test = new TestApplication();
        var endpoint = test.AddShell("api", "true").WithHttpEndpoint().GetEndpoint("http");

        Assert.Throws<InvalidOperationException>(() => endpoint.Url);
    }

    [Fact]
    public async Task A_parameter_without_a_value_says_which_key_is_missing()
    {
        await using var test = new TestApplication();
        var parameter = test.Builder.AddParameter("api-key");

        var missing = await Assert.ThrowsAsync<MissingParameterValueException>(
            async () => await parameter.Resource.GetValueAsync(test.Deadline));

        Assert.Contains("Parameters:api-key", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hyphen_in_a_parameters_name_may_be_an_underscore_in_its_key()
    {
        await using var test = new TestApplication("--Parameters:api_key=abc");

        Assert.Equal("abc", await test.Builder.AddParameter("api-key").Resource.GetValueAsync(test.Deadline));
    }
}
