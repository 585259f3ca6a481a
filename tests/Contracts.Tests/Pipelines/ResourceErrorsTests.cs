namespace EtlAspire.Contracts.Tests.Pipelines;

public class ResourceErrorsTests
{
    [Theory]
    [InlineData("resources: ¦users", "'resources' must be a list, this is a single value")]
    [InlineData("resources: ¦[]", "'resources' needs at least one resource")]
    [InlineData("resources: [¦users]", "'resources' must be a map of keys and values, this is a single value")]
    [InlineData("resources: [¦{ path: /a }]", "'name' is missing")]
    [InlineData("resources: [{ name: ¦'-', path: /a }]", "'name' must have a letter or a digit")]
    [InlineData("resources: [{ name: a, path: /a }, { name: ¦A, path: /b }]", "the resource 'a' is already given by the resource on line 5")]
    [InlineData("resources: [{ name: a, path: /a }, { name: b, table: ¦a, path: /b }]", "the table 'a' is already given by the resource on line 5")]
    [InlineData("resources: [{ name: a, table: b, path: /a }, ¦{ name: b, path: /b }]", "the table 'b' is already given by the resource on line 5")]
    public void Mistake_in_the_list_is_found(string resources, string message) =>
        Definition.HasError($"name: users\n{Definition.Source}{resources}\n{Definition.Destination}", message);

    [Fact]
    public void Name_that_is_too_long_is_refused() =>
        Definition.HasError(
            Definition.WithResource($"table: ¦{new string('a', 64)}"), "'table' must have at most 63 characters as snake_case");

    [Theory]
    [InlineData("¦write_dispositon: append", "there is no key 'write_dispositon' here (did you mean 'write_disposition'?); known: name, table, path,")]
    [InlineData("write_disposition: ¦merge", "write_disposition 'merge' is not available yet; known: append, replace")]
    [InlineData("write_disposition: ¦Replace", "there is no write_disposition 'Replace' (did you mean 'replace'?); known: append, replace")]
    [InlineData("base_url: ¦/v2", "'base_url' must be a URL that begins with http:// or https://")]
    [InlineData("data_selector: ¦a..b", "'data_selector' must be names joined by dots, as in data.items")]
    [InlineData("data_selector: ¦'items[*]'", "'data_selector' must be names joined by dots, as in data.items")]
    [InlineData("primary_key: ¦{ id: 1 }", "'primary_key' must be a column or a list of columns, this is a map of keys and values")]
    [InlineData("primary_key: ¦[]", "'primary_key' needs at least one column")]
    [InlineData("primary_key: [id, ¦ID]", "the column 'id' is already in 'primary_key'")]
    [InlineData("primary_key: [id, ¦[x]]", "'primary_key' must be a single value, this is a list")]
    [InlineData("primary_key: ¦_record", "'primary_key' may not be '_run' or '_record'")]
    [InlineData("params: { q: ¦'${env:1}' }", "'q' is wrong: '${env:1}' is not a placeholder: write ${env:NAME} or ${secret:NAME}")]
    [InlineData("on_missing_column: ¦ignore", "there is no on_missing_column 'ignore'; known: warn, fail")]
    [InlineData("allow_empty: ¦maybe", "'allow_empty' must be true or false")]
    [InlineData("transform: ¦flatten", "'transform' must be a list of steps, this is a single value")]
    public void Mistake_in_a_resource_is_found(string line, string message) =>
        Definition.HasError(Definition.WithResource(line), message);

    [Theory]
    [InlineData("path: ¦http://a/b", "'path' must be a path below the base URL")]
    [InlineData("path: ¦/a?b=c", "'path' must be a path without '?' and '#'")]
    [InlineData("path: ¦/a b", "'path' must be a path without white space")]
    [InlineData("path: ¦'/${env}'", "'path' is wrong: '${env}' is not a placeholder")]
    public void Mistake_in_the_path_is_found(string path, string message) =>
        Definition.HasError(
            $"name: users\n{Definition.Source}resources:\n  - name: users\n    {path}\n{Definition.Destination}", message);

    [Theory]
    [InlineData("¦[page_number]", "'paginator' must be a map of keys and values, this is a list")]
    [InlineData("¦page_no", "there is no paginator 'page_no'; known: single_page, page_number")]
    [InlineData("¦offset", "paginator 'offset' is not available yet; known: single_page, page_number")]
    [InlineData("{ type: ¦cursor, cursor_path: a }", "paginator 'cursor' is not available yet")]
    [InlineData("¦{ base_page: 0 }", "'type' is missing")]
    [InlineData("{ type: single_page, ¦base_page: 0 }", "there is no key 'base_page' here; known: type")]
    [InlineData("{ type: page_number, base_page: ¦one }", "'base_page' must be a whole number, 0 or more")]
    [InlineData("{ type: page_number, base_page: ¦-1 }", "'base_page' must be a whole number, 0 or more")]
    [InlineData("{ type: page_number, maximum_page: ¦1.5 }", "'maximum_page' must be a whole number, 0 or more")]
    [InlineData("{ type: page_number, maximum_page: ¦'9' }", "'maximum_page' must be a whole number, 0 or more")]
    [InlineData("¦{ type: page_number, maximum_page: 0 }", "'maximum_page' must not be less than 'base_page'")]
    [InlineData("{ type: page_number, stop_after_empty_page: ¦no }", "'stop_after_empty_page' must be true or false")]
    [InlineData("¦{ type: page_number, stop_after_empty_page: false }", "this would never end: give total_path, has_more_path or maximum_page")]
    [InlineData("{ type: page_number, total_path: ¦'a b' }", "'total_path' must be names joined by dots")]
    [InlineData("{ type: page_number, ¦page_size: 5 }", "there is no key 'page_size' here; known: type, base_page,")]
    public void Mistake_in_the_paginator_is_found(string paginator, string message) =>
        Definition.HasError(Definition.WithResource($"paginator: {paginator}"), message);
}
