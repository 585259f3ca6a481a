using EtlAspire.Extractor.Extracting;
using EtlAspire.Extractor.Sources;
using EtlAspire.ServiceDefaults;
using EtlAspire.Storage;
using MassTransit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddStorage();
builder.Services.AddSources();
builder.Services.AddExtracting();
builder.AddMessaging(bus =>
{
    bus.AddConsumer<RunRequestedConsumer, RunRequestedConsumerDefinition>();
    bus.AddConsumer<ExtractSliceConsumer, ExtractSliceConsumerDefinition>();
});

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
