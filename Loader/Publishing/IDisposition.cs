namespace EtlAspire.Loader.Publishing;

/// <summary>A way to bring a run's rows into their table. Works within the connection's transaction.</summary>
internal interface IDisposition
{
    /// <summary>The definition's word for it.</summary>
    WriteDisposition Disposition { get; }

    /// <summary>Brings the rows in, and says what may be a mistake about it.</summary>
    Task<IReadOnlyList<RunWarning>> PublishAsync(NpgsqlConnection connection, StagedTable staged, CancellationToken cancellationToken);
}
