namespace EtlAspire.Loader.Schema;

/// <summary>Says what PostgreSQL refused about a table's columns in words of the definition.</summary>
internal static class SchemaErrors
{
    /// <summary>A permanent failure for a refusal that trying again cannot change; null for all else.</summary>
    public static RunFailedException? Translate(PostgresException exception, Stage stage, TableName table) =>
        exception.SqlState switch
        {
            PostgresErrorCodes.DuplicateColumn => new RunFailedException(stage, ErrorKinds.BadColumnName,
                $"Table {table} cannot have such a column: {exception.MessageText}.",
                "Give the column another name with a rename step.", exception),
            PostgresErrorCodes.TooManyColumns => new RunFailedException(stage, ErrorKinds.TooManyColumns,
                $"Table {table} would have more columns than PostgreSQL allows.",
                "Leave out the flatten step, or drop columns that nobody needs.", exception),
            PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.DependentObjectsStillExist
                or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.WrongObjectType =>
                Conflict(exception, stage, table),
            _ => null,
        };

    /// <summary>The new rows do not suit a table as somebody else has shaped it.</summary>
    public static RunFailedException Conflict(PostgresException exception, Stage stage, TableName table) =>
        new(stage, ErrorKinds.SchemaConflict,
            $"Table {table} cannot take the new rows: {exception.MessageText}."
                + (string.IsNullOrEmpty(exception.Detail) ? "" : $" ({exception.Detail})"),
            "Drop the view or constraint that is in the way and run again, or cast the column to the type it had.", exception);
}
