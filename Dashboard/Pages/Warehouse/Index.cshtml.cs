using EtlAspire.Dashboard.Warehouse;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Warehouse;

/// <summary>The tables that pipelines have brought.</summary>
internal sealed class WarehouseModel(WarehouseTables tables, TimeProvider clock) : PageModel
{
    public IReadOnlyList<WarehouseTable> Tables { get; private set; } = [];

    public bool TooSlow { get; private set; }

    public DateTimeOffset TakenAt { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        TakenAt = clock.GetUtcNow();
        try
        {
            Tables = await tables.ListAsync(cancellationToken);
        }
        catch (WarehouseTooSlowException)
        {
            TooSlow = true;
        }
    }
}
