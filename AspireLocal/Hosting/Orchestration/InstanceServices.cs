using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Aspire.Hosting.Processes;

namespace Aspire.Hosting.Orchestration;

/// <summary>What every resource instance needs of the application.</summary>
internal sealed record InstanceServices(ResourceNotificationService Notifications, ResourceLoggerService Loggers,
    HealthMonitor Health, ProcessRecord Record, TimeProvider Clock);
