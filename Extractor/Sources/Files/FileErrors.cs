using EtlAspire.Contracts.Runs;

namespace EtlAspire.Extractor.Sources.Files;

/// <summary>The words for what goes wrong with files.</summary>
internal static class FileErrors
{
    public static RunFailedException NoFolder(string folder) => Fail(ErrorKinds.SourceNotFound,
        $"The folder {folder}, which {FilesRoot.Variable} names, does not exist.",
        $"Let {FilesRoot.Variable} name the folder with the files, and retry the run.");

    public static RunFailedException NoMatch(string glob, string folder) => Fail(ErrorKinds.SourceNotFound,
        $"No file in {folder} matches '{glob}'.",
        $"Check file_glob, and that {FilesRoot.Variable} names the folder it is relative to.");

    public static RunFailedException NotFound(string name, Exception? exception = null) => Fail(ErrorKinds.SourceNotFound,
        $"The file {name} is not there.", "Put it back and retry the run, or start a new run over the files that are there.",
        exception);

    public static RunFailedException Outside(string name) => Fail(ErrorKinds.PathOutsideRoot,
        $"{name} leads outside the folder that {FilesRoot.Variable} names, and is not read.",
        "Put the files themselves into the folder, or take the symbolic link out of it.");

    public static RunFailedException Changed(string name) => Fail(ErrorKinds.SourceChanged,
        $"The file {name} has changed since the run began.",
        "Start a new run; write a file under another name first, and rename it when it is whole.");

    public static RunFailedException Refused(string name, Exception exception) => Fail(ErrorKinds.SourceRefused,
        $"The file {name} may not be read.", "Let the Extractor's user read the file and its folders.", exception);

    public static RunFailedException Damaged(string name, Exception exception) => Fail(ErrorKinds.MalformedFile,
        $"The file {name} cannot be decompressed: {exception.Message.TrimEnd('.')}.",
        "Write the file anew: it is damaged, not whole, or not compressed as its name says.", exception);

    public static RunFailedException TooLarge(string name, string problem, string hint, Exception exception) =>
        Fail(ErrorKinds.RecordTooLarge, $"The file {name} {problem}.", hint, exception);

    public static RunError Unavailable(string name, Exception exception) => new(Stage.Extract, ErrorKinds.SourceUnavailable,
        $"The file {name} could not be read: {exception.Message.TrimEnd('.')}.",
        "Check the disk, then retry the run: it goes on from where it failed.");

    private static RunFailedException Fail(string kind, string message, string hint, Exception? exception = null) =>
        new(new RunError(Stage.Extract, kind, message, hint), exception);
}
