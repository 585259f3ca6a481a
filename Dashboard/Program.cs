using EtlAspire.Dashboard.Api;
using EtlAspire.Dashboard.Control;
using EtlAspire.Dashboard.Definitions;
using EtlAspire.Dashboard.Login;
using EtlAspire.Dashboard.Pages;
using EtlAspire.Dashboard.Runs;
using EtlAspire.Dashboard.Traces;
using EtlAspire.Dashboard.Warehouse;
using EtlAspire.ServiceDefaults;
using EtlAspire.Storage;
using MassTransit;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddStorage();
builder.AddLogin();
builder.AddDefinitions();
builder.AddRuns();
builder.AddControl();
builder.AddWarehouse();
builder.AddTraces();
builder.AddApi();
builder.AddPages();
builder.AddMessaging(bus => bus.AddConsumer<RunFinishedConsumer, RunFinishedConsumerDefinition>());

var app = builder.Build();
app.UseErrors();
app.UseSecurityHeaders();
app.UseStaticFiles();
app.UseLogin();
app.MapDefaultEndpoints();
app.MapApi();
app.MapRazorPages();
await app.RunAsync();
