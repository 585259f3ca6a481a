using System.Globalization;

namespace EtlAspire.SampleApi.Tests;

public class DemoDataTests(SampleApiFixture api) : IClassFixture<SampleApiFixture>
{
    [Fact]
    public async Task Exchange_rates_cover_each_day_of_the_year_in_small_steps()
    {
        var days = (await api.GetAsync("/exchange-rates"))["days"]!.AsArray();

        Assert.Equal(365, days.Select(day => (string)day!["date"]!).Distinct().Count());
        var dollars = days.Select(day => (decimal)day!["rates"]!["USD"]!).ToArray();
        Assert.All(dollars.Zip(dollars.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 0.99m, 1.01m));
        Assert.True(dollars.Distinct().Count() > 100);
    }

    [Fact]
    public async Task Every_order_belongs_to_a_customer_and_comes_once()
    {
        var customers = await api.GetArrayAsync("/crm/customers");
        var first = await api.GetAsync("/shop/orders?per_page=500");
        var orders = first["data"]!.AsArray().ToList();
        for (var page = 2; page <= (int)first["meta"]!["pages"]!; page++)
            orders.AddRange((await api.GetAsync($"/shop/orders?per_page=500&page={page}"))["data"]!.AsArray());

        var known = customers.Select(customer => (int)customer!["customerId"]!).ToHashSet();
        Assert.Equal((int)first["meta"]!["total"]!, orders.Select(order => (int)order!["orderId"]!).Distinct().Count());
        Assert.All(orders, order => Assert.Contains((int)order!["customerId"]!, known));
        Assert.Empty((await api.GetAsync("/shop/orders?page=99"))["data"]!.AsArray());
    }

    [Fact]
    public async Task Shops_sell_the_same_products_in_different_shapes()
    {
        var alpha = (await api.GetAsync("/shops/alpha/products"))["products"]!.AsArray();
        var beta = await api.GetArrayAsync("/shops/beta/items");

        var amount = (string)alpha[0]!["price"]!["amount"]!;
        Assert.True(decimal.TryParse(amount, CultureInfo.InvariantCulture, out _));
        Assert.True((int)beta[0]!["priceCents"]! > 0);
        var sold = alpha.Select(product => ((string)product!["sku"]!).ToLowerInvariant()).ToHashSet();
        Assert.All(beta, item => Assert.Contains((string)item!["articleNo"]!, sold));
    }

    [Theory]
    [InlineData("/exchange-rates")]
    [InlineData("/crm/customers")]
    [InlineData("/shop/orders?page=3")]
    [InlineData("/shops/alpha/products")]
    [InlineData("/shops/beta/items")]
    public async Task Data_is_the_same_every_time(string path) =>
        Assert.Equal((await api.GetAsync(path)).ToJsonString(), (await api.GetAsync(path)).ToJsonString());
}
