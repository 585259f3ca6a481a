using EtlAspire.Transformer.Tests.Support;

namespace EtlAspire.Transformer.Tests.Transforming;

public sealed class UsersPipelineTests
{
    private static readonly string[] Steps =
    [
        "flatten",
        "split: { column: name, into: [first_name, last_name], separator: ' ' }",
        "lower: [email]",
        "fill: { phone: unknown }",
        "cast: { address_geo_lat: double, address_geo_lng: double }",
        "derive: { email_domain: \"split_part(email, '@', 2)\" }",
    ];

    [Fact]
    public async Task Users_become_rows_with_names_parted_emails_lowered_and_places_as_numbers()
    {
        var batch = await TestBatch.TransformAsync(Steps,
            """{"id":1,"name":"Leanne Graham","username":"Bret","email":"Sincere@April.biz","address":{"street":"Kulas Light","geo":{"lat":"-37.3159","lng":"81.1496"}},"phone":"1-770-736-8031 x56442","company":{"name":"Romaguera-Crona","catchPhrase":"Multi-layered"}}""",
            """{"id":2,"name":"Mrs. Dennis Schulist","username":"Leopoldo","email":"Karley@Dach.INFO","address":{"street":"Norberto","geo":{"lat":"-71.4197","lng":"71.7478"}},"phone":null,"company":{"name":"Considine","catchPhrase":"Synchronised"}}""",
            """{"id":3,"name":"Cher","username":"C","email":"c@x.org","address":{"street":"","geo":{"lat":"north","lng":"0"}},"company":{"name":"C","catchPhrase":"-"}}""");

        Assert.Equal(
            "id bigint, name text, username text, email text, address_street text, address_geo_lat double, "
            + "address_geo_lng double, phone text, company_name text, company_catch_phrase text, first_name text, "
            + "last_name text, email_domain text", batch.Columns);
        Assert.Equal(
            [
                "7000001|1|Leanne Graham|Bret|sincere@april.biz|Kulas Light|-37.3159|81.1496|1-770-736-8031 x56442|"
                + "Romaguera-Crona|Multi-layered|Leanne|Graham|april.biz",
                "7000002|2|Mrs. Dennis Schulist|Leopoldo|karley@dach.info|Norberto|-71.4197|71.7478|unknown|"
                + "Considine|Synchronised|Mrs.|Dennis Schulist|dach.info",
            ],
            batch.Records);
        var reject = Assert.Single(batch.Output.Rejects);
        Assert.Equal(3, reject.Line);
        Assert.Equal("The value of column address_geo_lat is no double: 'north'", reject.Reason);
    }

    [Fact]
    public async Task Records_keep_their_lines_in_a_large_batch()
    {
        var records = Enumerable.Range(1, 60_000)
            .Select(id => $$$"""{"id":{{{id}}},"name":"{{{new string('x', id % 700)}}}","address":{"geo":{"lat":"1.5","lng":"2"} } }""")
            .ToArray();

        var batch = await TestBatch.TransformAsync(["flatten", "drop: [name]", "filter: id % 2 = 0"], records);

        Assert.Equal(30_000, batch.Output.Filtered);
        Assert.Equal(Enumerable.Range(1, 30_000).Select(i => $"{7_000_000 + 2 * i}|{2 * i}|1.5|2"), batch.Records);
    }

    [Fact]
    public async Task Rejects_come_by_line_though_a_filter_holds_rows_back()
    {
        var records = Enumerable.Range(1, 5_000)
            .Select(id => $$"""{"n":"{{(id is 7 or 3_000 ? "x" : "1")}}","keep":{{(id is > 2_048 or < 10 ? "true" : "false")}}}""")
            .ToArray();

        var batch = await TestBatch.TransformAsync(["cast: { n: bigint }", "filter: keep"], records);

        Assert.Equal([7, 3_000], batch.Output.Rejects.Select(reject => reject.Line));
        Assert.Equal(2_039, batch.Output.Filtered);
    }
}
