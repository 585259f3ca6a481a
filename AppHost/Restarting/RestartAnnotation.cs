namespace EtlAspire.AppHost.Restarting;

/// <summary>Marks a resource that is started again when it dies.</summary>
internal sealed class RestartAnnotation : IResourceAnnotation;
