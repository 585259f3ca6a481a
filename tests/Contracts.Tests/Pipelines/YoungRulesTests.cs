using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;

namespace EtlAspire.Contracts.Tests.Pipelines;

/// <summary>Rules that came after definitions were stored: they hold for what is saved, and what is stored keeps running.</summary>
public sealed class YoungRulesTests
{
    [Fact]
    public void A_resource_says_its_write_disposition()
    {
        var yaml = $"name: users\n{Definition.Source}{Definition.Resources}{Definition.Destination}";

        var saved = PipelineReader.Read(yaml);
        var stored = PipelineReader.ReadStored(yaml);

        var error = Assert.Single(saved.Errors);
        Assert.Equal(6, error.Line);
        Assert.StartsWith("'write_disposition' is missing: write 'append'", error.Message, StringComparison.Ordinal);
        Assert.Null(saved.Definition);
        var warning = Assert.Single(stored.Warnings);
        Assert.Equal((WarningKinds.ImpliedAppend, 6), (warning.Kind, warning.Line));
        Assert.Equal(WriteDisposition.Append, stored.Definition!.Resources[0].WriteDisposition);
    }

    [Theory]
    [InlineData("@every_second")]
    [InlineData("@daily")]
    public void A_schedule_has_five_fields(string schedule)
    {
        var yaml = $"name: users\nschedule: '{schedule}'\n{Definition.Source}{Definition.Resources}    write_disposition: append\n{Definition.Destination}";

        Assert.Equal((2, 11), PipelineReader.Read(yaml).Errors.Select(error => (error.Line, error.Column)).Single());
        Assert.Equal((WarningKinds.ScheduleShorthand, 2), PipelineReader.ReadStored(yaml).Warnings.Select(warning => (warning.Kind, warning.Line)).Single());
    }

    [Theory]
    [InlineData("https://user:password@example.com/v1", true)]
    [InlineData("https://token@example.com", true)]
    [InlineData("https://${secret:USER}:${secret:PASSWORD}@example.com", false)]
    [InlineData("https://${secret:TOKEN}@example.com", false)]
    [InlineData("https://example.com/@user", false)]
    [InlineData("https://example.com?mail=a@b", false)]
    public void A_base_URL_holds_no_password_that_is_written_down(string url, bool isRefused)
    {
        foreach (var place in (int[])[3, 6])
        {
            var source = place == 3 ? url : "https://example.com";
            var resource = place == 3 ? "https://example.com" : url;
            var yaml = $"name: users\nsource:\n  base_url: '{source}'\n  type: rest\nresources:\n  - base_url: '{resource}'\n"
                + $"    name: users\n    write_disposition: append\n{Definition.Destination}";

            Assert.Equal(isRefused ? [place] : [], PipelineReader.Read(yaml).Errors.Select(error => error.Line));
            Assert.Equal(isRefused ? [WarningKinds.LiteralCredentials] : [], PipelineReader.ReadStored(yaml).Warnings.Select(warning => warning.Kind));
        }
    }

    [Theory]
    [InlineData("a[bc", "has a '[' without its ']'; write [[] for the character itself")]
    [InlineData("a[b/c]", "has a '[' without its ']'; write [[] for the character itself")]
    [InlineData("a[]", "has a '[' without its ']'; write [[] for the character itself")]
    [InlineData("a{b,c", "has a '{' without its '}'; write [{] for the character itself")]
    [InlineData("{a,{b,c}", "has a '{' without its '}'; write [{] for the character itself")]
    [InlineData("a[z-b]", "has the range 'z-b', which runs backwards")]
    [InlineData("a[[:digit:]]", "has a class by name, as [[:digit:]] is one: write the characters, as in [0-9]")]
    [InlineData("{.,a}./b", "stands for '../b', too, which may not hold '..', '.' or an empty name")]
    [InlineData("{,a}", "stands for '', too, which is empty")]
    [InlineData("{1,2,3,4}{1,2,3,4}{1,2,3,4}{1,2,3,4}{1,2,3,4}", "stands for more than 1,000 globs")]
    public void A_glob_is_well_formed(string glob, string mistake)
    {
        var yaml = $"name: users\nsource: {{ type: files }}\nresources:\n  - name: users\n    write_disposition: append\n    file_glob: '{glob}'\n{Definition.Destination}";

        var saved = PipelineReader.Read(yaml);
        var stored = PipelineReader.ReadStored(yaml);

        Assert.Equal([new DefinitionError(6, 16, $"'file_glob' {mistake}")], saved.Errors);
        Assert.Equal([new RunWarning(WarningKinds.MalformedGlob, $"'file_glob' {mistake}", 6)], stored.Warnings);
        Assert.Equal(new FilesOrigin(glob), stored.Definition!.Resources[0].Origin);
    }

    [Theory]
    [InlineData("users/[ab]*/[!x-z].{ndjson,ndjson.gz}")]
    [InlineData("[]a]{b}[[][{][}-]{}")]
    [InlineData("a]b}")]
    public void A_well_formed_glob_is_stored_as_it_is(string glob)
    {
        var yaml = $"name: users\nsource: {{ type: files }}\nresources:\n  - name: users\n    write_disposition: append\n    file_glob: '{glob}'\n{Definition.Destination}";

        Assert.Empty(PipelineReader.Read(yaml).Errors);
    }

    [Fact]
    public void A_key_that_a_rule_looks_at_again_is_told_once()
    {
        var yaml = $"name: users\nschedul: x\nschedule: '@daily'\n{Definition.Source}{Definition.Resources}{Definition.Destination}";

        var error = PipelineReader.Read(yaml).Errors.Single(error => error.Line == 2);

        Assert.EndsWith("known: name, description, schedule, source, resources, destination, max_rejects", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_without_mistakes_has_no_warnings()
    {
        var yaml = Definition.WithResource("write_disposition: replace\nallow_empty: true");

        Assert.Empty(PipelineReader.Read(yaml).Errors);
        Assert.Empty(PipelineReader.ReadStored(yaml).Warnings);
        Assert.True(Definition.Read(yaml).Resources[0].AllowEmpty);
    }
}
