using Microsoft.Extensions.DependencyInjection;

namespace EtlAspire.AppHost;

/// <summary>
/// The directory where the lake and the servers keep their data, which is ours as long as we live: two AppHosts on one would end
/// each other's servers for ever.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string LockName = "apphost.lock";

    private const UnixFileMode OpenToAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute |
        UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private DataDirectory(FileStream taken) => _lock = taken;

    /// <summary>Takes it for the life of the application.</summary>
    /// <exception cref="DistributedApplicationException">Another AppHost has it, or it is not ours to write to.</exception>
    public static void Take(IDistributedApplicationBuilder builder, string path)
    {
        try
        {
            if (!Directory.Exists(path))
                Create(path);

            // The system gives it back when we end, however we end.
            var taken = new DataDirectory(new FileStream(
                Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            builder.Services.AddSingleton(_ => taken);
        }
        catch (IOException exception) when (!Directory.Exists(path))
        {
            throw new DistributedApplicationException($"The data directory {path} cannot be made: " +
                "set ETL_DATA_DIR to another directory.", exception);
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException($"Another AppHost runs on the data directory {path}: " +
                "stop it, or set ETL_DATA_DIR to another directory.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DistributedApplicationException($"The data directory {path} belongs to another user: " +
                "start as that user or as root, or set ETL_DATA_DIR to another directory.", exception);
        }
    }

    public void Dispose() => _lock.Dispose();

    // PostgreSQL runs as a user of its own where we are root, and has to pass.
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, OpenToAll);
    }
}
