namespace EtlAspire.AspireLocal.Tests.Hosting;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("messaging")]
    [InlineData("a")]
    [InlineData("Api-2")]
    public void Names_of_letters_digits_and_hyphens_are_accepted(string name) => ModelName.Validate("Resource", name);

    [Theory]
    [InlineData("")]
    [InlineData("1api")]
    [InlineData("-api")]
    [InlineData("api-")]
    [InlineData("my--api")]
    [InlineData("my_api")]
    [InlineData("mÿ")]
    [InlineData("a2345678901234567890123456789012345678901234567890123456789012345")]
    public void Other_names_are_refused(string name) =>
        Assert.Throws<ArgumentException>(() => ModelName.Validate("Resource", name));

    [Fact]
    public async Task A_name_is_taken_once_whatever_its_case()
    {
        await using var test = new TestApplication();
        test.AddShell("api", "true");

        Assert.Throws<DistributedApplicationException>(() => test.AddShell("API", "true"));
    }
}
