using EtlAspire.Dashboard.Definitions;
using Microsoft.Extensions.Options;

namespace EtlAspire.Dashboard.Control;

/// <summary>
/// Stores the definitions of a folder at start. A file counts as new or changed when no version of its pipeline has its
/// text, so that what was changed on the page since is kept. The host waits for it: who is answered finds the pipelines.
/// </summary>
internal sealed partial class DefinitionImporter(
    IServiceScopeFactory scopes, IOptions<ControlOptions> options, TimeProvider clock, ILogger<DefinitionImporter> logger)
    : IHostedService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(3);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.PipelinesDirectory is not { Length: > 0 } directory)
            return;
        if (!Directory.Exists(directory))
        {
            LogNoDirectory(directory);
            return;
        }

        foreach (var file in Directory.EnumerateFiles(directory, "*.yaml").Order(StringComparer.Ordinal))
        {
            while (!await TryImportAsync(file, cancellationToken))
                await Task.Delay(RetryAfter, clock, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<bool> TryImportAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await ImportAsync(file, cancellationToken);
            return true;
        }
        catch (Exception exception) when (DatabaseFailure.IsTransientCauseOf(exception))
        {
            LogDatabase(file, exception.GetBaseException().Message);
            return false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            LogUnreadable(file, exception.Message);
            return true;
        }
    }

    private async Task ImportAsync(string file, CancellationToken cancellationToken)
    {
        var yaml = await File.ReadAllTextAsync(file, cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var store = scope.ServiceProvider.GetRequiredService<DefinitionStore>();
        var result = await store.ImportAsync(yaml, cancellationToken);
        foreach (var error in result.Errors)
            LogError(file, error.Line, error.Column, error.Message);
        if (result.Outcome is StoreOutcome.Created or StoreOutcome.Changed)
            LogImported(file, result.Version);
    }

    [LoggerMessage(LogLevel.Information, "Imported {File} as version {Version}")]
    private partial void LogImported(string file, int version);

    [LoggerMessage(LogLevel.Error, "{File}({Line},{Column}): {Mistake}")]
    private partial void LogError(string file, int line, int column, string mistake);

    [LoggerMessage(LogLevel.Error, "There is no folder {Directory} to import definitions from; check ETL_PIPELINES_DIR")]
    private partial void LogNoDirectory(string directory);

    [LoggerMessage(LogLevel.Error, "{File} cannot be read and is not imported: {Reason}")]
    private partial void LogUnreadable(string file, string reason);

    [LoggerMessage(LogLevel.Warning, "{File} could not be stored and is tried again: {Reason}")]
    private partial void LogDatabase(string file, string reason);
}
