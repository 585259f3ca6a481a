namespace EtlAspire.Dashboard.Warehouse;

/// <summary>The database took longer than a page waits.</summary>
internal sealed class WarehouseTooSlowException(Exception innerException)
    : Exception("The database did not answer within 10 seconds.", innerException);
