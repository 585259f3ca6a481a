using EtlAspire.ServiceDefaults;
using EtlAspire.Storage;
using EtlAspire.Transformer.Transforming;
using MassTransit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddStorage();
builder.Services.AddTransforming();
builder.AddMessaging(bus => bus.AddConsumer<BatchExtractedConsumer, BatchExtractedConsumerDefinition>());

var app = builder.Build();
app.MapDefaultEndpoints();
await app.RunAsync();
