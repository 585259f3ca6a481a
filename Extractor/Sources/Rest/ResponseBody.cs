namespace EtlAspire.Extractor.Sources.Rest;

/// <summary>The body of an answer, with a limit on how long it may stand still.</summary>
internal sealed class ResponseBody(Stream stream, TimeSpan idleTimeout)
{
    /// <summary>Reads the next bytes; 0 at the end.</summary>
    /// <exception cref="BrokenBodyException">The connection broke, stood still, or the compression is damaged.</exception>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(idleTimeout);
        try
        {
            return await stream.ReadAsync(buffer, idle.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BrokenBodyException($"sent nothing for {idleTimeout.TotalSeconds:N0} s in the middle of its answer", exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new BrokenBodyException("broke off in the middle of its answer", exception);
        }
    }
}
