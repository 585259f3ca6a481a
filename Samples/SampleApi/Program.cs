using EtlAspire.SampleApi;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddHealthChecks();
builder.Services.AddSingleton(TimeProvider.System);

var app = builder.Build();
app.MapHealthChecks("/health");
app.MapUsers();
app.MapPeople();
app.MapExchangeRates();
app.MapCustomer360();
app.MapCompetitorPrices();
app.MapFaults();
await app.RunAsync();
