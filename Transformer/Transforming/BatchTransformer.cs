using System.Diagnostics;
using EtlAspire.Contracts.Batches;
using EtlAspire.Contracts.Runs;
using EtlAspire.ServiceDefaults.Tracing;
using EtlAspire.Storage.Catalog;
using EtlAspire.Storage.Lake;
using Microsoft.EntityFrameworkCore;

namespace EtlAspire.Transformer.Transforming;

/// <summary>Brings a batch from the raw to the typed layer, once, however often it is asked to.</summary>
internal sealed class BatchTransformer(
    CatalogDbContext catalog, ActiveRuns runs, DataLake lake, BatchCommit commit, TransformerTelemetry telemetry)
{
    /// <summary>Longer than any sound expression takes; RabbitMQ would cut the consumer off after 30 minutes.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(10);

    /// <summary>Transforms a batch. False when its run does not go on, so that nobody is to be told.</summary>
    public async Task<bool> TransformAsync(Guid runId, int batchNumber, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(runId, cancellationToken) is not { } run)
            return false;

        var batch = await catalog.Batches.AsNoTracking()
            .SingleOrDefaultAsync(row => row.RunId == runId && row.Number == batchNumber, cancellationToken);
        if (batch is null)
            return false;
        if (batch.TransformedAt is not null)
            return true;

        using var span = TransformerTelemetry.StartTransform(run, batch);
        return await span.RunAsync(() => TransformInTimeAsync(run, batch, span, cancellationToken));
    }

    private async Task<bool> TransformInTimeAsync(ActiveRun run, Batch batch, WorkSpan span, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            await TransformAsync(run, batch, span, deadline.Token);
            return true;
        }
        catch (Exception exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new RunFailedException(Stage.Transform, ErrorKinds.TooSlow,
                $"Batch {batch.Number} of {batch.Resource} was not transformed within {Deadline.TotalMinutes:N0} minutes.",
                "Look for an expression of the pipeline that takes very long, or free the machine and retry the run.", exception);
        }
    }

    private async Task TransformAsync(ActiveRun run, Batch batch, WorkSpan span, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await using var draft = lake.Create(
            LakeLayer.Typed, run.Pipeline.Name, batch.Resource, run.Number, $"b{batch.Number}");
        await using var raw = batch is { RawPath: not null, RawChecksum: not null, Records: > 0 }
            ? await lake.VerifyAsync(batch.RawPath, batch.RawChecksum, Stage.Transform, cancellationToken)
            : null;
        var output = BatchOutput.Empty;
        if (raw is not null)
        {
            var resource = run.Resource(batch.Resource, Stage.Transform);
            var shape = Shape.FromJson(batch.Shape);
            var input = new BatchInput(raw.Path, batch.Number, batch.Records, shape, resource.Transform, run.RequestedAt);
            output = await BatchTransformation.RunAsync(input, draft.TemporaryPath, cancellationToken);
        }

        var typed = output.Rows > 0 ? await draft.CommitAsync(output.Rows, cancellationToken) : null;
        if (await commit.TryAsync(batch, raw?.Path, output, typed, cancellationToken))
            telemetry.Transformed(run, batch, output, typed?.Bytes ?? 0, Stopwatch.GetElapsedTime(started), span);
        else if (typed is not null)
            await lake.DiscardAsync(typed.Path); // another attempt was first; a file whose commit is in doubt is kept
    }
}
