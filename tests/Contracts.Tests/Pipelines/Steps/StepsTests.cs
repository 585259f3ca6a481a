using EtlAspire.Contracts.Pipelines;

namespace EtlAspire.Contracts.Tests.Pipelines.Steps;

public class StepsTests
{
    [Theory]
    [InlineData("- flatten", "_", null)]
    [InlineData("- flatten:", "_", null)]
    [InlineData("- flatten: {}", "_", null)]
    [InlineData("- flatten: { separator: __, max_depth: 2 }", "__", 2)]
    public void Flatten_is_read(string step, string separator, int? maxDepth)
    {
        var flatten = Definition.ReadStep<FlattenStep>(step);

        Assert.Equal(new FlattenStep(9, separator, maxDepth), flatten);
        Assert.Equal("flatten", flatten.Name);
    }

    [Fact]
    public void Rename_is_read_in_order() =>
        Assert.Equal([new("zip_code", "zipcode"), new("a", "b")],
            Definition.ReadStep<RenameStep>("- rename: { zipCode: zipcode, a: B }").Columns);

    [Fact]
    public void Drop_is_read() => Assert.Equal(["a", "b_c"], Definition.ReadStep<DropStep>("- drop: [a, bC]").Columns);

    [Fact]
    public void Trim_is_read() => Assert.Equal(["a"], Definition.ReadStep<TrimStep>("- trim: a").Columns);

    [Fact]
    public void Lower_is_read() => Assert.Equal(["a"], Definition.ReadStep<LowerStep>("- lower: [a]").Columns);

    [Fact]
    public void Upper_is_read() => Assert.Equal(["a"], Definition.ReadStep<UpperStep>("- upper: [a]").Columns);

    [Fact]
    public void Fill_knows_texts_numbers_and_truth_values() =>
        Assert.Equal(
            [
                new("a", new ScalarValue(ScalarKind.Text, "unknown")),
                new("b", new ScalarValue(ScalarKind.Number, "-1.5e3")),
                new("c", new ScalarValue(ScalarKind.Boolean, "false")),
                new("d", new ScalarValue(ScalarKind.Text, "0")),
                new("e", new ScalarValue(ScalarKind.Text, "00501")),
                new("f", new ScalarValue(ScalarKind.Text, "")),
            ],
            Definition.ReadStep<FillStep>("- fill: { a: unknown, b: -1.5e3, c: False, d: '0', e: 00501, f: '' }").Values);

    [Fact]
    public void Split_is_read()
    {
        var split = Definition.ReadStep<SplitStep>("- split: { column: name, into: [firstName, last_name], separator: ' ' }");

        Assert.Equal("name", split.Column);
        Assert.Equal(["first_name", "last_name"], split.Into);
        Assert.Equal(" ", split.Separator);
    }

    [Fact]
    public void Cast_knows_every_type()
    {
        var types = Enum.GetValues<ColumnType>();
        var columns = string.Join(", ", types.Select(type => $"c{(int)type}: {type.ToString().ToLowerInvariant()}"));

        var cast = Definition.ReadStep<CastStep>($"- cast: {{ {columns} }}");

        Assert.Equal(types, cast.Columns.Values.Select(type => type.Type));
    }

    [Theory]
    [InlineData("numeric(10, 2)", 10, 2)]
    [InlineData("numeric( 10,2 )", 10, 2)]
    [InlineData("numeric(5)", 5, 0)]
    public void Cast_knows_how_many_digits_a_numeric_has(string type, int digits, int decimals) =>
        Assert.Equal([new CastType(ColumnType.Numeric, digits, decimals)],
            Definition.ReadStep<CastStep>($"- cast: {{ a: '{type}' }}").Columns.Values);

    [Fact]
    public void Derive_is_read_in_order() =>
        Assert.Equal([new("b", "a + 1"), new("a", "split_part(email, '@', 2)")],
            Definition.ReadStep<DeriveStep>("- derive: { b: a + 1, a: \"split_part(email, '@', 2)\" }").Columns);

    [Fact]
    public void Filter_is_read() =>
        Assert.Equal("price > 0 and name <> ''", Definition.ReadStep<FilterStep>("- filter: price > 0 and name <> ''").Condition);
}
