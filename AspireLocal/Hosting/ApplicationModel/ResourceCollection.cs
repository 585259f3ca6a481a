using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

public interface IResourceCollection : IList<IResource>;

public sealed class DistributedApplicationModel(IResourceCollection resources)
{
    public IResourceCollection Resources { get; } = resources;
}

internal sealed class ResourceCollection : Collection<IResource>, IResourceCollection
{
    protected override void InsertItem(int index, IResource item)
    {
        ModelName.Validate("Resource", item.Name);
        if (this.FirstOrDefault(other => other.Name.Equals(item.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
            throw new DistributedApplicationException(
                $"Cannot add resource of type '{item.GetType()}' with name '{item.Name}' because resource of type " +
                $"'{other.GetType()}' with that name already exists. Resource names are case-insensitive.");

        base.InsertItem(index, item);
    }
}
