namespace EtlAspire.Loader.Loading.Copy;

/// <summary>The failure for a value that no column of PostgreSQL can hold.</summary>
internal static class UnloadableValue
{
    public static RunFailedException In(string column, string value) => new(Stage.Load, ErrorKinds.UnloadableValue,
        $"PostgreSQL cannot hold {value} in column '{column}'.",
        "Cast the column to text, drop it, or correct the value with a derive step.");
}
