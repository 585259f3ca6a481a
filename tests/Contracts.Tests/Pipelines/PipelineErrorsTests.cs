namespace EtlAspire.Contracts.Tests.Pipelines;

public class PipelineErrorsTests
{
    private const string Rest = $"{Definition.Source}{Definition.Resources}{Definition.Destination}";

    [Theory]
    [InlineData("¦", "the definition is empty")]
    [InlineData("# only a comment¦", "the definition is empty")]
    [InlineData("¦users", "'the definition' must be a map of keys and values, this is a single value")]
    [InlineData("¦- users", "'the definition' must be a map of keys and values, this is a list")]
    public void Text_that_is_no_map_is_refused(string yaml, string message) =>
        Definition.HasError(yaml == "# only a comment¦" ? "¦# only a comment" : yaml, message);

    [Theory]
    [InlineData("name: users\nsource: { type: rest¦", "this is not valid YAML: ")]
    [InlineData("name: ¦\"users\n", "this is not valid YAML: ")]
    [InlineData("name: users\nschedule: ¦* * * * *", "")]
    [InlineData("name: ¦\"\\uD800\"", "this is not valid YAML")]
    public void Text_that_is_not_YAML_is_refused(string yaml, string message)
    {
        var mark = yaml.IndexOf('¦', StringComparison.Ordinal);

        var result = Contracts.Pipelines.PipelineReader.Read(yaml.Remove(mark, 1));

        var error = Assert.Single(result.Errors);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(yaml[..mark].Count(character => character == '\n') + 1, error.Line);
        Assert.Null(result.Definition);
    }

    [Fact]
    public void Second_document_is_refused() =>
        Definition.HasError($"name: users\n{Rest}¦---\nname: orders\n", "a definition is one document");

    [Fact]
    public void Character_that_the_catalog_cannot_keep_is_refused_at_the_end_too() =>
        Definition.HasError($"name: users\n{Rest}# a¦\0", "a definition cannot hold the character U+0000");

    [Fact]
    public void Endless_nesting_is_refused()
    {
        var result = Contracts.Pipelines.PipelineReader.Read(new string('[', 100_000));

        Assert.Equal("this is nested more than 32 levels deep", Assert.Single(result.Errors).Message);
    }

    [Theory]
    [InlineData("name: ¦*users", "'*users' refers to nothing")]
    [InlineData("name: ¦&name [*name]", "'*name' refers to nothing")]
    public void Unknown_anchor_is_refused(string yaml, string message)
    {
        var error = Assert.Single(Contracts.Pipelines.PipelineReader.Read(yaml.Replace("¦", "", StringComparison.Ordinal)).Errors);

        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(1, error.Line);
    }

    [Theory]
    [InlineData("name: users\n¦name: users\n", "the key 'name' is already given on line 1")]
    [InlineData("name: users\n¦[a]: b\n", "a key must be a single value, this is a list")]
    [InlineData("name: users\n¦descripton: x\n", "there is no key 'descripton' here (did you mean 'description'?); known: name,")]
    [InlineData("name: users\n¦'': x\n", "there is no key '' here; known: name,")]
    [InlineData("name: users\ndescription: ¦\"a\\0b\"\n", "a text cannot hold the character U+0000")]
    [InlineData("name: users\ndescription: ¦[a]\n", "'description' must be a single value, this is a list")]
    [InlineData("name: ¦Users\n", "'name' must begin with a letter from a to z and hold only a-z, 0-9 and '-'")]
    [InlineData("name: ¦9users\n", "'name' must begin")]
    [InlineData("name: ¦my_users\n", "'name' must begin")]
    [InlineData("name: ¦\"users\\n\"\n", "'name' must begin")]
    [InlineData("name: ¦\"\"\n", "'name' must not be empty")]
    [InlineData("¦name:\n", "'name' has no value")]
    [InlineData("¦description: x\n", "'name' is missing")]
    [InlineData("name: users\nschedule: ¦every day\n", "'schedule' must be a cron expression of five fields")]
    [InlineData("name: users\nschedule: ¦0 0 0 * * *\n", "'schedule' must be a cron expression of five fields")]
    [InlineData("name: users\nschedule: ¦60 * * * *\n", "'schedule' must be a cron expression of five fields")]
    [InlineData("name: users\nschedule: ¦0 0 31 2 *\n", "'schedule' names a time that never comes")]
    [InlineData("name: users\nmax_rejects: ¦-1\n", "'max_rejects' must be a share from 0% to 100%")]
    [InlineData("name: users\nmax_rejects: ¦101%\n", "'max_rejects' must be a share from 0% to 100%")]
    [InlineData("name: users\nmax_rejects: ¦many\n", "'max_rejects' must be a share from 0% to 100%")]
    [InlineData("name: users\nmax_rejects: ¦[1]\n", "'max_rejects' must be a single value, this is a list")]
    public void Mistake_in_the_pipeline_is_found(string yaml, string message) => Definition.HasError(yaml + Rest, message);

    [Theory]
    [InlineData("source: ¦rest", "'source' must be a map of keys and values, this is a single value")]
    [InlineData("source: ¦{ base_url: http://a }", "'type' is missing")]
    [InlineData("source: { type: ¦postgres }", "source type 'postgres' is not available yet")]
    [InlineData("source: { type: ¦rst, base_url: http://a }", "there is no source type 'rst' (did you mean 'rest'?); known: rest, files")]
    [InlineData("source: { type: ¦[rest] }", "a source type is expected here, this is a list; known: rest, files")]
    [InlineData("source: ¦{ type: rest }", "'base_url' is missing")]
    [InlineData("source: { type: rest, base_url: ¦api.example.com }", "'base_url' must be a URL that begins with http:// or https://")]
    [InlineData("source: { type: rest, base_url: ¦'ftp://a' }", "'base_url' must be a URL that begins with http:// or https://")]
    [InlineData("source: { type: rest, base_url: ¦'${SAMPLE_API}' }", "'base_url' is wrong: '${SAMPLE_API}' is not a placeholder")]
    [InlineData("source: { type: rest, base_url: http://a, headers: { X: ¦'${vault:x}' } }", "'X' is wrong: '${vault:x}' is not a placeholder")]
    [InlineData("source: { type: rest, base_url: http://a, headers: { X: ¦[1] } }", "'X' must be a single value, this is a list")]
    [InlineData("source: { type: rest, base_url: http://a, headers: { ¦'': a } }", "a name in 'headers' is empty")]
    [InlineData("source: { type: rest, base_url: http://a, params: ¦[1] }", "'params' must be a map of keys and values, this is a list")]
    [InlineData("source: { type: rest, base_url: http://a, params: { q: ¦'${env:Q' } }", "'q' is wrong: '${env:Q' is not a placeholder")]
    [InlineData("source: { type: rest, base_url: http://a, ¦auth: { type: bearer } }", "there is no key 'auth' here; known: type, base_url, headers, params, paginator")]
    public void Mistake_in_the_source_is_found(string source, string message) =>
        Definition.HasError($"name: users\n{source}\n{Definition.Resources}{Definition.Destination}", message);

    [Theory]
    [InlineData("¦destination:", "'destination' has no value")]
    [InlineData("destination: ¦warehouse", "'destination' must be a map of keys and values, this is a single value")]
    [InlineData("destination: ¦{}", "'schema' is missing")]
    [InlineData("destination: { schema: ¦pg_toast }", "'schema' may not be one of PostgreSQL's own schemas")]
    [InlineData("destination: { schema: ¦information_schema }", "'schema' may not be one of PostgreSQL's own schemas")]
    [InlineData("destination: { schema: ¦'!' }", "'schema' must have a letter or a digit")]
    [InlineData("destination: { schema: a, ¦table: b }", "there is no key 'table' here; known: schema")]
    public void Mistake_in_the_destination_is_found(string destination, string message) =>
        Definition.HasError($"name: users\n{Definition.Source}{Definition.Resources}{destination}\n", message);
}
