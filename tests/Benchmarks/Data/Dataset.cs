using System.Globalization;
using System.Security.Cryptography;

namespace EtlAspire.Benchmarks.Data;

/// <summary>
/// Users in a file, a line each, the same on every machine. Made once: a note beside the file says how large it was and
/// what its hash was, and as long as both are so it is used again.
/// </summary>
/// <param name="Rows">How many users.</param>
/// <param name="Path">The file.</param>
/// <param name="Bytes">Its size.</param>
internal sealed record Dataset(long Rows, string Path, long Bytes)
{
    private const string FileName = "users.ndjson";

    /// <summary>The files of so many users, as a pattern below the folder that the system may read.</summary>
    public static string GlobFor(long rows) => $"{Places.Folder}/{FolderName(rows)}/*.ndjson";

    public static async Task<Dataset> EnsureAsync(Places places, long rows, CancellationToken cancellationToken)
    {
        var folder = System.IO.Path.Combine(places.Cache, FolderName(rows));
        var path = System.IO.Path.Combine(folder, FileName);
        var notePath = System.IO.Path.Combine(folder, $"{FileName}.note");
        if (!await IsAsNotedAsync(path, notePath, cancellationToken))
        {
            Console.WriteLine($"Making {rows:N0} users ...");
            Directory.CreateDirectory(folder);
            await UserLines.WriteAsync($"{path}.new", rows, cancellationToken);
            File.Move($"{path}.new", path, overwrite: true);
            await File.WriteAllTextAsync(notePath, await NoteAsync(path, cancellationToken), cancellationToken);
        }

        return new Dataset(rows, path, new FileInfo(path).Length);
    }

    private static async Task<bool> IsAsNotedAsync(string path, string notePath, CancellationToken cancellationToken) =>
        File.Exists(path) && File.Exists(notePath)
        && await File.ReadAllTextAsync(notePath, cancellationToken) == await NoteAsync(path, cancellationToken);

    // Reading it all also brings it into the page cache: no way has to wait for the disk, whichever is the first.
    private static async Task<string> NoteAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        var hash = await SHA256.HashDataAsync(file, cancellationToken);
        return $"{file.Length} bytes, SHA-256 {Convert.ToHexStringLower(hash)}\n";
    }

    private static string FolderName(long rows) => string.Create(CultureInfo.InvariantCulture, $"users-{rows}");
}
