namespace EtlAspire.Dashboard.Definitions;

/// <summary>What must be stored when a definition is: who saves over something has seen it.</summary>
internal sealed class StoreCondition
{
    private readonly Func<int?, bool> _isMetBy;

    private StoreCondition(Func<int?, bool> isMetBy) => _isMetBy = isMetBy;

    /// <summary>Whatever is there.</summary>
    public static StoreCondition None { get; } = new(_ => true);

    /// <summary>There is a pipeline of that name.</summary>
    public static StoreCondition Exists { get; } = new(version => version is not null);

    /// <summary>There is no pipeline of that name.</summary>
    public static StoreCondition IsNew { get; } = new(version => version is null);

    /// <summary>Its version is one of these.</summary>
    public static StoreCondition IsVersion(params IReadOnlyCollection<int> versions) =>
        new(version => version is { } current && versions.Contains(current));

    /// <summary>Whether the version that is stored, null for none, is as it must be.</summary>
    public bool IsMetBy(int? version) => _isMetBy(version);
}
