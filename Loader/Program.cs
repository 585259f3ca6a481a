using EtlAspire.Loader.Loading;
using EtlAspire.Loader.Publishing;
using EtlAspire.ServiceDefaults;
using EtlAspire.Storage;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddStorage();
builder.AddLoading();
builder.AddPublishing();
builder.AddMessaging(bus =>
{
    bus.AddLoadingConsumers();
    bus.AddPublishingConsumers();
});

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
