using EtlAspire.Transformer.Numerics;

namespace EtlAspire.Transformer.Tests.Numerics;

public sealed class NumericFunctionsTests
{
    [Theory]
    [InlineData("1.10", "1.10")]
    [InlineData("1e3", "1000")]
    [InlineData("1.50e1", "15.0")]
    [InlineData("1e-2", "0.01")]
    [InlineData("-0.0", "0.0")]
    [InlineData("-0.0000000000000000000", "0.0000000000000000000")]
    [InlineData("+.5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("007", "7")]
    [InlineData("-0e7", "0")]
    [InlineData("-123456789012345678901234567890.120", "-123456789012345678901234567890.120")]
    public void A_number_is_shown_as_PostgreSQL_shows_it(string text, string shown) => Check($"numeric_text('{text}')", shown);

    [Theory]
    [InlineData("numeric_add('1.10', '2')", "3.10")]
    [InlineData("numeric_add('99999999999999', '99999999999999')", "199999999999998")]
    [InlineData("numeric_add('0.0000000000001', '99999999999999')", "99999999999999.0000000000001")]
    [InlineData("numeric_add('0.5', '-0.50')", "0.00")]
    [InlineData("numeric_subtract('1', '1.00')", "0.00")]
    [InlineData("numeric_multiply('-1.5', '0.00')", "0.000")]
    [InlineData("numeric_multiply('.0000000000001', '.0000000000001')", "0.00000000000000000000000001")]
    [InlineData("numeric_multiply('1e-16000', '15e-384')", "!NULL")]
    [InlineData("numeric_divide('1', '3')", "0.33333333333333333333")]
    [InlineData("numeric_divide('10', '4')", "2.5000000000000000")]
    [InlineData("numeric_divide('1', '0.00')", "!division by zero")]
    [InlineData("numeric_divide_whole('-7', '2')", "-3")]
    [InlineData("numeric_divide_whole('7', '0')", "!division by zero")]
    [InlineData("numeric_remainder('-7.5', '2')", "-1.5")]
    [InlineData("numeric_remainder('7', '-2.00')", "1.00")]
    [InlineData("numeric_remainder('7', '0')", "!division by zero")]
    [InlineData("numeric_power('2', '10')", "1024.0000000000000000")]
    [InlineData("numeric_power('2.5', '2.00')", "6.2500000000000000")]
    [InlineData("numeric_power('0', '0')", "1.0000000000000000")]
    [InlineData("numeric_power('0', '-1')", "!division by zero")]
    [InlineData("numeric_power('0', '-3')", "!division by zero")]
    [InlineData("numeric_power('4', '2.5')", "!the exponent 2.5 is no whole number")]
    [InlineData("numeric_power('1', '1e10')", "!the exponent 10000000000 is too large")]
    [InlineData("numeric_power('1.0003', '1000000000')", "!the exponent 1000000000 is too large")]
    [InlineData("numeric_power('0.9997', '-1e9')", "!the exponent -1000000000 is too large")]
    [InlineData("numeric_power('1.0000001', '100000000')", "22026.4547815773066365")]
    [InlineData("length(numeric_power('10', '60000'))", "60018")]
    [InlineData("numeric_power('10', '2147483647')", "!a number beyond the limits of numeric")]
    [InlineData("numeric_power('10', '-2147483648')", "0.0000000000000000")]
    [InlineData("numeric_power('-1', '-2147483648')", "1.0000000000000000")]
    [InlineData("numeric_multiply('1e131071', '10')", "!a number beyond the limits of numeric")]
    [InlineData("numeric_add('1e131072', '1')", "!a number beyond the limits of numeric")]
    public void Operations_have_the_digits_of_PostgreSQL(string expression, string result) =>
        Check(expression, result == "!NULL" ? "0." + new string('0', 16_381) + "02" : result);

    [Theory]
    [InlineData("number_add('9223372036854775806', '1')", "9223372036854775807")]
    [InlineData("number_add('9223372036854775807', '1')", "!bigint out of range")]
    [InlineData("number_add('9223372036854775808', '1')", "9223372036854775809")]
    [InlineData("number_add('9223372036854775807', '1.0')", "9223372036854775808.0")]
    [InlineData("number_add('9223372036854775807', '1e0')", "9223372036854775808")]
    [InlineData("number_subtract('-9223372036854775808', '1')", "!bigint out of range")]
    [InlineData("number_subtract('-1', '-9223372036854775808')", "9223372036854775807")]
    [InlineData("number_multiply('3037000500', '3037000500')", "!bigint out of range")]
    [InlineData("number_multiply('-9223372036854775808', '-1')", "!bigint out of range")]
    [InlineData("number_multiply('-4611686018427387904', '2')", "-9223372036854775808")]
    [InlineData("number_negate('-9223372036854775808')", "!bigint out of range")]
    [InlineData("number_negate('-9223372036854775808.0')", "9223372036854775808.0")]
    [InlineData("number_abs('-9223372036854775808')", "!bigint out of range")]
    [InlineData("number_abs('-12')", "12")]
    [InlineData("number_negate('-0')", "0")]
    public void Whole_numbers_of_JSON_stay_bigints(string expression, string result) => Check(expression, result);

    [Theory]
    [InlineData("numeric_negate('0.0')", "0.0")]
    [InlineData("numeric_negate('1.10')", "-1.10")]
    [InlineData("numeric_abs('-1.10')", "1.10")]
    [InlineData("numeric_sign('-1.10')", "-1")]
    [InlineData("numeric_sign('0.00')", "0")]
    [InlineData("numeric_ceil('-1.10')", "-1")]
    [InlineData("numeric_ceil('-0.5')", "0")]
    [InlineData("numeric_ceil('1.10')", "2")]
    [InlineData("numeric_floor('-1.10')", "-2")]
    [InlineData("numeric_floor('1.10')", "1")]
    [InlineData("numeric_round('2.5', 0)", "3")]
    [InlineData("numeric_round('-2.5', 0)", "-3")]
    [InlineData("numeric_round('15', -1)", "20")]
    [InlineData("numeric_round('1', 2)", "1.00")]
    [InlineData("numeric_round('1', -9223372036854775807)", "0")]
    [InlineData("length(numeric_round('1', 9223372036854775807))", "16385")]
    [InlineData("numeric_round('9.5e131071', -131072)", "!a number beyond the limits of numeric")]
    [InlineData("numeric_trunc('9.5e131071', -9223372036854775807)", "0")]
    [InlineData("numeric_trunc('-2.59', 1)", "-2.5")]
    [InlineData("numeric_trunc('19', -1)", "10")]
    [InlineData("numeric_fit('1234.5', 5, 2)", "!1234.5 does not fit numeric(5, 2)")]
    [InlineData("numeric_fit('999.994', 5, 2)", "999.99")]
    [InlineData("numeric_fit('999.995', 5, 2)", "!999.995 does not fit numeric(5, 2)")]
    [InlineData("numeric_fit('1', 5, 2)", "1.00")]
    [InlineData("numeric_fit('0.00123', 3, 5)", "0.00123")]
    [InlineData("numeric_fit('0.01', 3, 5)", "!0.01 does not fit numeric(3, 5)")]
    [InlineData("numeric_fit('1250', 2, -2)", "1300")]
    [InlineData("numeric_fit('1', 0, 0)", "!1 does not fit numeric(0, 0)")]
    [InlineData("numeric_plain('1.50')", "1.5")]
    [InlineData("numeric_plain('1e3')", "1000")]
    [InlineData("numeric_plain('100.00')", "100")]
    [InlineData("numeric_plain('-0.0')", "0")]
    [InlineData("numeric_plain('1000000000000000000000.0000')", "1000000000000000000000")]
    [InlineData("numeric_cast(chr(9) || ' 1.50 ' || chr(10))", "1.50")]
    [InlineData("numeric_cast('true')", "!'true' is no number")]
    [InlineData("numeric_cast('')", "!'' is no number")]
    [InlineData("numeric_cast('!abc')", "!'!abc' is no number")]
    [InlineData("numeric_cast(' !division by zero')", "!'!division by zero' is no number")]
    [InlineData("numeric_compare('1.0', '1e0')", "0")]
    [InlineData("numeric_compare('-2', '1')", "-1")]
    [InlineData("numeric_compare('1e20', '99999999999999999999')", "1")]
    [InlineData("numeric_greatest('1.0', '1.00')", "1.0")]
    [InlineData("numeric_greatest('1', '1e1')", "1e1")]
    [InlineData("numeric_least('1', '-1e1')", "-1e1")]
    [InlineData("numeric_least('1.00', '1.0')", "1.00")]
    [InlineData("numeric_of_double(0.1::double + 0.2::double)", "0.3")]
    [InlineData("numeric_of_double('-0'::double)", "0")]
    [InlineData("numeric_of_double('nan'::double)", "!'NaN' is no number")]
    [InlineData("numeric_of_double('-infinity'::double)", "!'-Infinity' is no number")]
    [InlineData("numeric_to_bigint('2.5')", "3")]
    [InlineData("numeric_to_bigint('-2.5')", "-3")]
    [InlineData("numeric_to_bigint('9223372036854775807.4')", "9223372036854775807")]
    [InlineData("numeric_to_bigint('9223372036854775807.5')", null)]
    [InlineData("numeric_to_double('1e-2')", "0.01")]
    [InlineData("numeric_to_double('-0')", "0.0")]
    [InlineData("numeric_to_double('1e400')", null)]
    [InlineData("numeric_to_double('1e-400')", null)]
    [InlineData("numeric_to_double('0e-400')", "0.0")]
    public void Functions_have_the_results_of_PostgreSQL(string expression, string? result) => Check(expression, result);

    [Theory]
    [InlineData("numeric_add('!first', '!second')", "!first")]
    [InlineData("numeric_add('1', '!second')", "!second")]
    [InlineData("number_add('1', '!second')", "!second")]
    [InlineData("numeric_add(null, '!second')", "!second")]
    [InlineData("numeric_add('!first', null)", "!first")]
    [InlineData("number_abs('!first')", "!first")]
    [InlineData("numeric_round('!first', 1)", "!first")]
    [InlineData("numeric_greatest('1', '!second')", "!second")]
    [InlineData("numeric_least(null, '!second')", "!second")]
    [InlineData("numeric_text('!first')", null)]
    [InlineData("numeric_plain('!first')", null)]
    [InlineData("numeric_compare('!first', '1')", null)]
    [InlineData("numeric_to_bigint('!first')", null)]
    [InlineData("numeric_to_double('!first')", null)]
    [InlineData("numeric_multiply('abc', '2')", "!'abc' is no number")]
    [InlineData("numeric_greatest('abc', null)", "!'abc' is no number")]
    [InlineData("numeric_compare('abc', '1')", null)]
    [InlineData("numeric_to_double('abc')", null)]
    public void A_fault_stands_for_the_result(string expression, string? result) => Check(expression, result);

    [Theory]
    [InlineData("numeric_add('1', null)")]
    [InlineData("numeric_negate(null)")]
    [InlineData("numeric_round('1', null)")]
    [InlineData("numeric_fit('1', 5, null)")]
    [InlineData("numeric_fit('1', null, 2)")]
    [InlineData("numeric_compare(null, '1')")]
    [InlineData("numeric_greatest(null, null)")]
    [InlineData("numeric_of_double(null)")]
    [InlineData("numeric_to_bigint(null)")]
    public void Null_gives_null(string expression) => Check(expression, null);

    [Theory]
    [InlineData("numeric_greatest('1', null)", "1")]
    [InlineData("numeric_greatest(null, '1')", "1")]
    [InlineData("numeric_least('1', null)", "1")]
    [InlineData("numeric_least(null, '1')", "1")]
    public void The_only_one_is_the_greatest_and_the_least(string expression, string result) => Check(expression, result);

    [Fact]
    public void What_is_no_number_is_shown_up_to_80_characters()
    {
        Check("numeric_cast(repeat('🐘', 80))", $"!'{string.Concat(Enumerable.Repeat("🐘", 80))}' is no number");
        Check("numeric_cast(repeat('🐘', 81))", $"!'{string.Concat(Enumerable.Repeat("🐘", 80))}…' is no number");
    }

    [Fact]
    public void Rows_of_a_chunk_are_their_own()
    {
        using var connection = NumericDuckDb.Open();

        var rows = NumericDuckDb.Read(connection,
            """
            select i::varchar, numeric_add(a, '0.50'), numeric_round(a, i % 3), numeric_greatest(a, '4999')
            from (select i, case when i % 7 > 0 then i::varchar || '.25' end as a from range(10000) t(i)) order by i
            """).ToList();

        Assert.Equal(10_000, rows.Count);
        Assert.All(rows, row =>
        {
            var i = int.Parse(row[0]!, null);
            string?[] rounded = [$"{i}", $"{i}.3", $"{i}.25"];
            string?[] expected = i % 7 > 0
                ? [$"{i}", $"{i}.75", rounded[i % 3], i >= 4999 ? $"{i}.25" : "4999"]
                : [$"{i}", null, null, "4999"];
            Assert.Equal(expected, row);
        });
    }

    [Fact]
    public void Every_name_is_a_function_of_DuckDB()
    {
        using var connection = NumericDuckDb.Open();

        var known = NumericDuckDb.Read(connection,
            "select distinct function_name from duckdb_functions() where function_name like 'numeric\\_%' escape '\\' or function_name like 'number\\_%' escape '\\'");

        Assert.Equal(NumericFunctions.Names.Order(), known.Select(row => row[0]!).Order());
    }

    private static void Check(string expression, string? result) => Assert.Equal(result, NumericDuckDb.Compute(expression));
}
