namespace EtlAspire.Contracts.Runs;

/// <summary>The kinds of <see cref="RunWarning"/>; what each means and what to do about it stands in <c>docs/errors.md</c>.</summary>
public static class WarningKinds
{
    /// <summary>A stored definition does not say its write disposition, and means append.</summary>
    public const string ImpliedAppend = "implied_append";

    /// <summary>A stored definition appends with a primary key, and means that a key may come twice.</summary>
    public const string KeyNotChecked = "key_not_checked";

    /// <summary>A stored definition has a user or a password in <c>base_url</c>.</summary>
    public const string LiteralCredentials = "literal_credentials";

    /// <summary>A stored definition has a glob with a <c>[</c> or <c>{</c> that does not end, or the like; they mean themselves there.</summary>
    public const string MalformedGlob = "malformed_glob";

    /// <summary>Fields of the records have had no value yet, so that their type is not known: the table gets the column with the first one.</summary>
    public const string NoValueYet = "no_value_yet";

    /// <summary>A stored definition has a shorthand such as <c>@daily</c> for its schedule.</summary>
    public const string ScheduleShorthand = "schedule_shorthand";

    /// <summary>A stored definition writes a table that another pipeline's writes, too.</summary>
    public const string SharedTable = "shared_table";

    /// <summary>A table has lost more than half of its rows by being replaced.</summary>
    public const string TableShrank = "table_shrank";

    /// <summary>A step names a column that no record of the run had.</summary>
    public const string UnknownColumn = "unknown_column";
}
