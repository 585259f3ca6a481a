namespace EtlAspire.Contracts.Tests.Pipelines;

public class FilesErrorsTests
{
    [Theory]
    [InlineData("¦{ name: a }", "'file_glob' is missing")]
    [InlineData("{ name: a, ¦file_glob: }", "'file_glob' has no value")]
    [InlineData("{ name: a, file_glob: ¦[b] }", "'file_glob' must be a single value, this is a list")]
    [InlineData("{ name: a, file_glob: ¦/etc/passwd }", "'file_glob' must be relative to the files' folder")]
    [InlineData("{ name: a, file_glob: ¦../b }", "'file_glob' may not hold '..', '.' or an empty name")]
    [InlineData("{ name: a, file_glob: ¦b/../../c }", "'file_glob' may not hold '..', '.' or an empty name")]
    [InlineData("{ name: a, file_glob: ¦b//c }", "'file_glob' may not hold '..', '.' or an empty name")]
    [InlineData("{ name: a, file_glob: ¦b/ }", "'file_glob' may not hold '..', '.' or an empty name")]
    [InlineData("{ name: a, file_glob: ¦'b\\c' }", "'file_glob' must have forward slashes")]
    [InlineData("{ name: a, file_glob: ¦'b/**' }", "'file_glob' ends with folders: write '**/*'")]
    [InlineData("{ name: a, file_glob: ¦'b**/c' }", "'file_glob' has '**' as a part of a name")]
    [InlineData("{ name: a, file_glob: ¦'${env:DAY}/*' }", "'file_glob' may not hold placeholders")]
    [InlineData("{ name: a, file_glob: b, ¦path: /a }", "'path' is for a source of type rest; here 'file_glob' says")]
    [InlineData("{ name: a, file_glob: b, ¦paginator: page_number }", "'paginator' is for a source of type rest")]
    [InlineData("{ name: a, file_glob: b, ¦data_selector: x }", "'data_selector' is for a source of type rest")]
    [InlineData("{ name: a, file_glob: b, ¦file_blog: c }", "there is no key 'file_blog' here (did you mean 'file_glob'?); known: name, table, file_glob, primary_key,")]
    public void Mistake_in_a_resource_of_files_is_found(string resource, string message) =>
        Definition.HasError(
            $"name: users\nsource: {{ type: files }}\nresources: [{resource}]\n{Definition.Destination}", message);

    [Fact]
    public void Files_are_not_read_from_a_web_API() => Definition.HasError(
        Definition.WithResource("¦file_glob: users/*"), "'file_glob' is for a source of type files; here 'path' says");

    [Theory]
    [InlineData("{ type: files, ¦base_url: http://a }", "there is no key 'base_url' here; known: type")]
    [InlineData("{ type: ¦file }", "there is no source type 'file' (did you mean 'files'?); known: rest, files")]
    public void Mistake_in_the_source_is_found_alone(string source, string message) => Definition.HasError(
        $"name: users\nsource: {source}\nresources: [{{ name: a, file_glob: b }}]\n{Definition.Destination}", message);
}
