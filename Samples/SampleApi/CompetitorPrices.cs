using System.Globalization;

namespace EtlAspire.SampleApi;

/// <summary>Two shops that sell the same things and describe them differently.</summary>
internal static class CompetitorPrices
{
    private const int Products = 120;

    private static readonly DateTimeOffset SeenAt = new(2026, 1, 5, 6, 30, 0, TimeSpan.Zero);

    private static readonly string[] Things =
        ["Kettle", "Toaster", "Desk lamp", "Backpack", "Headphones", "Office chair"];

    private static readonly string[] Makers = ["Nordlys", "Abernathy", "Hoeger", "Königsberg"];

    public static void MapCompetitorPrices(this IEndpointRouteBuilder app)
    {
        app.MapGet("/shops/alpha/products", () => new { Products = Enumerable.Range(1, Products).Select(Product) });
        app.MapGet("/shops/beta/items", () => Enumerable.Range(1, Products).Where(id => id % 7 != 0).Select(Item));
    }

    private static object Product(int id)
    {
        var dice = new Dice(3_000_000 + (ulong)id);
        return new
        {
            Sku = Sku(id),
            Title = Title(id),
            Price = new { Amount = (Cents(id) / 100m).ToString("F2", CultureInfo.InvariantCulture), Currency = "EUR" },
            Stock = new { Available = dice.Roll(5) > 0, Warehouse = $"W{1 + dice.Roll(3)}" },
            UpdatedAt = SeenAt.AddMinutes(-dice.Roll(600)),
        };
    }

    private static object Item(int id)
    {
        var dice = new Dice(4_000_000 + (ulong)id);
        return new
        {
            ArticleNo = Sku(id).ToLowerInvariant(),
            Name = $"  {Title(id)} ",
            PriceCents = Cents(id) + dice.Roll(2_001) - 1_000,
            Currency = "eur",
            InStock = dice.Roll(4) > 0 ? "yes" : "no",
            SeenOn = SeenAt.ToString("dd.MM.yyyy", CultureInfo.InvariantCulture),
        };
    }

    private static string Sku(int id) => $"P-{id:D4}";

    private static string Title(int id) => $"{Makers[id % Makers.Length]} {Things[id % Things.Length]} {id}";

    private static int Cents(int id) => 1_500 + new Dice((ulong)id).Roll(50_000);
}
