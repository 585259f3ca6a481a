namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value from outside: configuration, or a default that is made up once and kept.</summary>
public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
    : Resource(name), IExpressionValue
{
    private string? _value;

    public bool Secret { get; } = secret;

    public ParameterDefault? Default { get; set; }

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) =>
        new(_value ??= callback(Default));
}

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}
