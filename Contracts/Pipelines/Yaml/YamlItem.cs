namespace EtlAspire.Contracts.Pipelines;

/// <summary>A piece of a YAML document that knows its position, counted from 1.</summary>
internal abstract record YamlItem(int Line, int Column)
{
    /// <summary>What it is, for people.</summary>
    public abstract string Kind { get; }

    /// <summary>Whether it says that there is nothing.</summary>
    public virtual bool IsNull => false;
}

/// <summary>A single value; without quotes (<c>IsPlain</c>) <c>5</c> is a number, and <c>true</c> a truth value.</summary>
internal sealed record ScalarItem(int Line, int Column, string Text, bool IsPlain) : YamlItem(Line, Column)
{
    public override string Kind => IsNull ? "nothing" : "a single value";

    /// <summary>The truth value that it is, if it is one.</summary>
    public bool? AsBoolean => (IsPlain, Text) switch
    {
        (true, "true" or "True" or "TRUE") => true,
        (true, "false" or "False" or "FALSE") => false,
        _ => null,
    };

    public override bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");
}

internal sealed record ListItem(int Line, int Column, IReadOnlyList<YamlItem> Items) : YamlItem(Line, Column)
{
    public override string Kind => "a list";
}

internal sealed record MapItem(int Line, int Column, IReadOnlyList<(ScalarItem Key, YamlItem Value)> Entries)
    : YamlItem(Line, Column)
{
    public override string Kind => "a map of keys and values";
}
