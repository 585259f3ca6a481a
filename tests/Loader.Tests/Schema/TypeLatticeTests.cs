using EtlAspire.Contracts.Pipelines;
using EtlAspire.Loader.Schema;

namespace EtlAspire.Loader.Tests.Schema;

public sealed class TypeLatticeTests
{
    private static readonly ColumnType[] All = Enum.GetValues<ColumnType>();

    [Fact]
    public void The_order_of_types_does_not_matter()
    {
        foreach (var a in All)
        {
            Assert.Equal(a, TypeLattice.Join(a, a));
            foreach (var b in All)
            {
                Assert.Equal(TypeLattice.Join(a, b), TypeLattice.Join(b, a));
                foreach (var c in All)
                    Assert.Equal(TypeLattice.Join(TypeLattice.Join(a, b), c), TypeLattice.Join(a, TypeLattice.Join(b, c)));
            }
        }
    }

    [Theory]
    [InlineData(ColumnType.Bigint, ColumnType.Double, ColumnType.Numeric)]
    [InlineData(ColumnType.Bigint, ColumnType.Numeric, ColumnType.Numeric)]
    [InlineData(ColumnType.Bigint, ColumnType.Text, ColumnType.Text)]
    [InlineData(ColumnType.Boolean, ColumnType.Bigint, ColumnType.Text)]
    [InlineData(ColumnType.Date, ColumnType.Timestamp, ColumnType.Text)]
    [InlineData(ColumnType.Text, ColumnType.Json, ColumnType.Json)]
    public void Types_meet_in_the_narrowest_that_holds_both(ColumnType one, ColumnType other, ColumnType joined) =>
        Assert.Equal(joined, TypeLattice.Join(one, other));

    [Fact]
    public void Narrowing_is_refused() =>
        Assert.Throws<ArgumentException>(() => WideningSql.Convert("x", ColumnType.Text, ColumnType.Bigint));
}
