using EtlAspire.Contracts.Messages;
using EtlAspire.Contracts.Pipelines;
using EtlAspire.Contracts.Runs;
using EtlAspire.Extractor.Sources;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.Extensions.Options;

namespace EtlAspire.Extractor.Extracting;

/// <summary>Reads one slice of a partition into the raw layer.</summary>
internal sealed partial class SliceReader(
    SourceRegistry sources, DataLake lake, IOptions<ExtractingOptions> options, TimeProvider clock, ILogger<SliceReader> logger)
{
    private readonly ExtractingOptions _options = options.Value;

    /// <summary>Reads pages until the slice is full, lasts long enough or the partition ends.</summary>
    /// <exception cref="RunFailedException">The source does not give what it should.</exception>
    public async Task<ExtractedSlice> ReadAsync(
        ActiveRun run, ExtractSlice slice, string resource, string? checkpoint, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(_options.SliceDeadline, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await ReadPatientlyAsync(
                run, slice, run.Resource(resource, Stage.Extract), checkpoint, either.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunFailedException(Stage.Extract, ErrorKinds.SourceUnavailable,
                $"A slice of {resource} was not read within {_options.SliceDeadline.TotalMinutes:N0} minutes.",
                "Ask the source for smaller pages, or for a part of the records.", exception);
        }
    }

    /// <summary>A page that breaks off spoils the slice: it is read again from its checkpoint.</summary>
    private async Task<ExtractedSlice> ReadPatientlyAsync(
        ActiveRun run, ExtractSlice slice, ResourceDefinition resource, string? checkpoint, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await ReadOnceAsync(run, slice, resource, checkpoint, cancellationToken);
            }
            catch (BrokenPageException exception) when (attempt < exception.Attempts)
            {
                var delay = _options.RetryDelay * Math.Pow(2, attempt - 1);
                LogBroken(run.Id, slice.Partition, slice.Slice, attempt, exception.Error.Kind, delay.TotalSeconds);
                await Task.Delay(delay, clock, cancellationToken);
            }
            catch (BrokenPageException exception)
            {
                throw new RunFailedException(exception.Error, exception);
            }
        }
    }

    private async Task<ExtractedSlice> ReadOnceAsync(
        ActiveRun run, ExtractSlice slice, ResourceDefinition resource, string? checkpoint, CancellationToken cancellationToken)
    {
        var name = $"p{slice.Partition}-s{slice.Slice}";
        await using var writer = new SliceWriter(
            _options, () => lake.Create(LakeLayer.Raw, run.Pipeline.Name, resource.Name, run.Number, name));
        using var reader = sources.For(run.Pipeline).Open(run.Pipeline, resource, checkpoint);
        var start = clock.GetTimestamp();
        do
        {
            await reader.ReadPageAsync(writer, cancellationToken);
        }
        while (!reader.Completed && !writer.IsFull && clock.GetElapsedTime(start) < _options.SliceDuration);

        var batches = await writer.FinishAsync(cancellationToken);
        return new ExtractedSlice(batches, reader.Checkpoint, reader.Completed);
    }

    [LoggerMessage(LogLevel.Warning,
        "Attempt {Attempt} at slice {Slice} of partition {Partition} of run {RunId} broke off ({Kind}); next in {Delay} s")]
    private partial void LogBroken(Guid runId, int partition, int slice, int attempt, string kind, double delay);
}
