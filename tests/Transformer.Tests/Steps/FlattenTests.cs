using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Steps;

public sealed class FlattenTests
{
    private const string Nested = """{"id":1,"address":{"street":"A","geo":{"lat":1.5,"Lng":2}},"tags":[1, {"a":1.10}]}""";

    [Fact]
    public async Task Objects_become_columns_and_arrays_stay_as_json()
    {
        var batch = await TestBatch.TransformAsync(["flatten"], Nested);

        Assert.Equal("id bigint, address_street text, address_geo_lat numeric, address_geo_lng bigint, tags json", batch.Columns);
        Assert.Equal(["""1|A|1.5|2|[1, {"a":1.10}]"""], batch.Rows);
    }

    [Fact]
    public async Task Without_it_objects_stay_as_json()
    {
        var batch = await TestBatch.TransformAsync([], Nested);

        Assert.Equal("id bigint, address json, tags json", batch.Columns);
        Assert.Equal(["""1|{"street":"A","geo":{"lat":1.5,"Lng":2}}|[1, {"a":1.10}]"""], batch.Rows);
    }

    [Fact]
    public async Task Objects_deeper_than_asked_stay_as_json_until_the_next_flatten()
    {
        var once = await TestBatch.TransformAsync(["flatten: { max_depth: 1, separator: __ }", "drop: [tags]"], Nested);
        var twice = await TestBatch.TransformAsync(["flatten: { max_depth: 1 }", "flatten", "drop: [tags]"], Nested);

        Assert.Equal("id bigint, address__street text, address__geo json", once.Columns);
        Assert.Equal(["""1|A|{"lat":1.5,"Lng":2}"""], once.Rows);
        Assert.Equal("id bigint, address_street text, address_geo_lat numeric, address_geo_lng bigint", twice.Columns);
    }

    [Fact]
    public async Task A_value_beside_objects_keeps_the_name_of_its_own()
    {
        var batch = await TestBatch.TransformAsync(["flatten"],
            """{"at":{"x":1}}""", """{"at":"here"}""", """{"at":null}""", """{"at":{"x":2}}""");

        Assert.Equal("at text, at_x bigint", batch.Columns);
        Assert.Equal(["∅|1", "here|∅", "∅|∅", "∅|2"], batch.Rows);
    }

    [Fact]
    public async Task Records_alike_but_for_an_object_in_a_value_s_place_are_told_apart()
    {
        var batch = await TestBatch.TransformAsync(["flatten"],
            """{"at":1,"b":1}""", """{"at":2,"b":2}""", """{"at":{"x":3},"b":3}""", """{"at":{"x":4},"b":4}""", """{"at":5,"b":{}}""");

        Assert.Equal("at bigint, at_x bigint, b bigint", batch.Columns);
        Assert.Equal(["1|∅|1", "2|∅|2", "∅|3|3", "∅|4|4", "5|∅|∅"], batch.Rows);
    }

    [Fact]
    public async Task Objects_are_read_as_a_whole_as_well_where_a_step_before_it_asks_for_them()
    {
        var batch = await TestBatch.TransformAsync(["derive: { whole: \"CAST(place AS VARCHAR)\" }", "flatten"],
            """{"place":{"x":1}}""", """{"place":{"x":2}}""", """{"place":{"x":3}}""");

        Assert.Equal(["""1|{"x":1}""", """2|{"x":2}""", """3|{"x":3}"""], batch.Rows);
    }

    [Fact]
    public async Task It_may_follow_steps_that_use_the_objects()
    {
        var batch = await TestBatch.TransformAsync(
            ["derive: { text: \"address->>'$.street'\" }", "rename: { address: place }", "drop: [tags]", "flatten"], Nested);

        Assert.Equal("id bigint, place_street text, place_geo_lat numeric, place_geo_lng bigint, text text", batch.Columns);
        Assert.Equal(["1|A|1.5|2|A"], batch.Rows);
    }

    [Fact]
    public async Task Objects_that_are_missing_or_null_leave_their_columns_null()
    {
        var batch = await TestBatch.TransformAsync(["flatten"],
            """{"a":{"b":{"c":1}}}""", """{"a":null}""", """{}""", """{"a":{"b":null}}""", """{"a":{}}""");

        Assert.Equal("a_b_c bigint", batch.Columns);
        Assert.Equal(["1", "∅", "∅", "∅", "∅"], batch.Rows);
    }

    [Fact]
    public async Task Names_that_meet_are_refused_with_both_their_sources()
    {
        var error = await Transformed.ErrorOfAsync(["flatten"], """{"a_b":1,"a":{"b":2}}""");

        Assert.Equal("duplicate_column", error.Kind);
        Assert.Equal("Two columns would get the name 'a_b': the field a_b and the field a.b.", error.Message);
    }
}
