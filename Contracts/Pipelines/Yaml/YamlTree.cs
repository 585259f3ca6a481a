using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>
/// Reads a YAML document into items with positions. YamlDotNet's own tree stops at the first duplicate key and recurses
/// as deep as the text wants; a definition comes from outside, so this one reports them all and has a limit.
/// </summary>
internal sealed class YamlTree(Parser events, ErrorList errors)
{
    private const int DeepestNesting = 32;

    private readonly Dictionary<AnchorName, YamlItem> _anchors = [];

    /// <summary>The document's root; null if there is none or the text is not YAML, which is then among the errors.</summary>
    public static YamlItem? Read(string yaml, ErrorList errors)
    {
        // YAML ends there, but the catalog keeps the whole text, and PostgreSQL stores no such character.
        if (yaml.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var place)
        {
            var before = yaml.AsSpan(0, place);
            errors.Add(before.Count('\n') + 1, place - before.LastIndexOf('\n'), "a definition cannot hold the character U+0000");
            return null;
        }

        var events = new Parser(new StringReader(yaml));
        try
        {
            return new YamlTree(events, errors).ReadDocument();
        }
        catch (YamlException exception)
        {
            // The end of the text counts as a line of its own there.
            var lines = yaml.Count(character => character is '\n' or '\u0085' or '\u2028' or '\u2029') + 1;
            var line = Math.Min(Number(exception.Start.Line), lines);
            errors.Add(line, Number(exception.Start.Column), Explain(exception));
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet lets these escape on some texts that are not YAML: half a surrogate pair, a stray "...".
            var last = events.Current?.End ?? Mark.Empty;
            errors.Add(Number(last.Line), Number(last.Column), "this is not valid YAML from here on");
        }

        return null;
    }

    private YamlItem? ReadDocument()
    {
        events.Consume<StreamStart>();
        if (!events.TryConsume<DocumentStart>(out _))
        {
            errors.Add(1, 1, "the definition is empty");
            return null;
        }

        var root = ReadItem(depth: 0);
        events.Consume<DocumentEnd>();
        if (events.TryConsume<DocumentStart>(out var second))
        {
            errors.Add(Number(second.Start.Line), Number(second.Start.Column),
                "a definition is one document: take out what follows '---'");
        }

        return root;
    }

    private YamlItem ReadItem(int depth)
    {
        if (depth > DeepestNesting)
            throw Refuse($"this is nested more than {DeepestNesting} levels deep");

        if (events.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value, out var anchored)
                ? anchored
                : throw new YamlException(alias.Start, alias.End,
                    $"'*{alias.Value}' refers to nothing; a text that begins with '*' needs quotes");
        }

        var anchor = (events.Current as NodeEvent)?.Anchor ?? AnchorName.Empty;
        YamlItem item = events.Current switch
        {
            Scalar => ReadScalar(events.Consume<Scalar>()),
            SequenceStart => ReadList(events.Consume<SequenceStart>(), depth),
            MappingStart => ReadMap(events.Consume<MappingStart>(), depth),
            _ => throw Refuse("a value is expected here"),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor] = item;
        return item;
    }

    private ScalarItem ReadScalar(Scalar scalar)
    {
        var item = new ScalarItem(Number(scalar.Start.Line), Number(scalar.Start.Column), scalar.Value,
            IsPlain: scalar.Style is ScalarStyle.Plain && scalar.Tag.IsEmpty);
        if (item.Text.Contains('\0', StringComparison.Ordinal))
            errors.Add(item, "a text cannot hold the character U+0000");
        return item;
    }

    private ListItem ReadList(SequenceStart start, int depth)
    {
        var items = new List<YamlItem>();
        while (!events.TryConsume<SequenceEnd>(out _))
            items.Add(ReadItem(depth + 1));
        return new ListItem(Number(start.Start.Line), Number(start.Start.Column), items);
    }

    private MapItem ReadMap(MappingStart start, int depth)
    {
        var entries = new List<(ScalarItem Key, YamlItem Value)>();
        var lines = new Dictionary<string, int>();
        while (!events.TryConsume<MappingEnd>(out _))
        {
            var key = ReadItem(depth + 1);
            var value = ReadItem(depth + 1);
            if (key is not ScalarItem name)
                errors.Add(key, $"a key must be a single value, this is {key.Kind}");
            else if (!lines.TryAdd(name.Text, name.Line))
                errors.Add(name, $"the key '{name.Text}' is already given on line {lines[name.Text]}");
            else
                entries.Add((name, value));
        }

        return new MapItem(Number(start.Start.Line), Number(start.Start.Column), entries);
    }

    private YamlException Refuse(string message) =>
        new(events.Current?.Start ?? Mark.Empty, events.Current?.End ?? Mark.Empty, message);

    private static string Explain(YamlException exception) =>
        exception is SyntaxErrorException or SemanticErrorException
            ? $"this is not valid YAML: {exception.Message}"
            : exception.Message;

    private static int Number(long position) => (int)Math.Clamp(position, 1, int.MaxValue);
}
