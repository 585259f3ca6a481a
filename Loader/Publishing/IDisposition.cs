namespace EtlAspire.Loader.Publishing;

/// <summary>A way to bring a run's rows into their table. Works within the connection's transaction.</summary>
internal interface IDisposition
{
    /// <summary>The definition's word for it.</summary>
    WriteDisposition Disposition { get; }

    /// <summary>Brings the rows in.</summary>
    Task PublishAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken);
}
