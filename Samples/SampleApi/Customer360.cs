namespace EtlAspire.SampleApi;

/// <summary>The same customers seen by two services: what the CRM knows of them, and what they ordered in the shop.</summary>
internal static class Customer360
{
    private const int Customers = 250;

    private const int Orders = 2_000;

    private const int MaximumPerPage = 500;

    private static readonly DateTimeOffset FirstMoment = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Statuses = ["paid", "paid", "paid", "shipped", "shipped", "returned", "cancelled"];

    private static readonly string[] Segments = ["consumer", "small business", "enterprise"];

    public static void MapCustomer360(this IEndpointRouteBuilder app)
    {
        app.MapGet("/crm/customers", () => Enumerable.Range(1, Customers).Select(Customer));
        app.MapGet("/shop/orders", (long page = 1, int per_page = 100) =>
            Paging.Of(page, per_page, MaximumPerPage, Orders) is { } paging
                ? Results.Ok(new
                {
                    Data = Enumerable.Range((int)paging.First, paging.Count).Select(Order),
                    Meta = new { Page = page, Pages = (Orders + per_page - 1) / per_page, Total = Orders },
                })
                : Paging.Refuse(MaximumPerPage));
    }

    private static object Customer(int id)
    {
        var person = PeopleGenerator.Create(id);
        var dice = new Dice(1_000_000 + (ulong)id);
        return new
        {
            CustomerId = id,
            FullName = person.Name,
            person.Email,
            person.Phone,
            Segment = dice.Pick(Segments),
            Address = new
            {
                person.Address.Street,
                person.Address.City,
                Location = new { person.Address.Lat, person.Address.Lng },
            },
            Tags = Segments.Where(_ => dice.Roll(2) == 0),
            SignedUpAt = FirstMoment.AddMinutes(-dice.Roll(2_000_000)),
        };
    }

    private static object Order(int id)
    {
        var dice = new Dice(2_000_000 + (ulong)id);
        var items = Enumerable.Range(1, 1 + dice.Roll(4))
            .Select(_ => new
            {
                Sku = $"SKU-{dice.Roll(200):D3}",
                Quantity = 1 + dice.Roll(5),
                UnitPrice = (100 + dice.Roll(20_000)) / 100m,
            })
            .ToArray();
        return new
        {
            OrderId = id,
            CustomerId = 1 + dice.Roll(Customers),
            OrderedAt = FirstMoment.AddMinutes(id * 260L + dice.Roll(260)),
            Status = dice.Pick(Statuses),
            Currency = "EUR",
            Total = items.Sum(item => item.Quantity * item.UnitPrice),
            Items = items,
        };
    }
}
