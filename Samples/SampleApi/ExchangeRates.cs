namespace EtlAspire.SampleApi;

/// <summary>What one euro cost on each day of a year: a walk by chance that is the same every time.</summary>
internal static class ExchangeRates
{
    private static readonly DateOnly FirstDay = new(2025, 1, 1);

    /// <summary>The currencies and their rates on the first day, in ten-thousandths.</summary>
    private static readonly (string Currency, int Start)[] Currencies =
        [("USD", 10_389), ("GBP", 8_292), ("JPY", 1_630_600), ("CHF", 9_412), ("PLN", 42_750)];

    public static void MapExchangeRates(this IEndpointRouteBuilder app) =>
        app.MapGet("/exchange-rates", () => new { Base = "EUR", Days = Walk() });

    private static IEnumerable<object> Walk()
    {
        var dice = new Dice(360);
        var rates = Currencies.Select(currency => currency.Start).ToArray();
        for (var day = FirstDay; day.Year == FirstDay.Year; day = day.AddDays(1))
        {
            yield return new
            {
                Date = day,
                Base = "EUR",
                Rates = Currencies.Zip(rates, (currency, rate) => (currency.Currency, rate / 10_000m)).ToDictionary(),
            };

            for (var i = 0; i < rates.Length; i++)
                rates[i] += (int)((long)rates[i] * (dice.Roll(101) - 50) / 10_000); // at most half a percent a day
        }
    }
}
