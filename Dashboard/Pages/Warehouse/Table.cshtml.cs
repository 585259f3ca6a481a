using System.Text.Json;
using EtlAspire.Dashboard.Warehouse;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace EtlAspire.Dashboard.Pages.Warehouse;

/// <summary>One table: figures of its columns, a chart, a map and some rows.</summary>
internal sealed class TableModel(WarehouseTables tables, TableReports reports) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public required string Schema { get; set; }

    [BindProperty(SupportsGet = true)]
    public required string Table { get; set; }

    /// <summary>The column that the chart shows.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Column { get; set; }

    /// <summary>What is in the table; null when the database took too long.</summary>
    public TableReport? Report { get; private set; }

    public string ChartJson => JsonSerializer.Serialize(Report?.Chart, JsonSerializerOptions.Web);

    public string PointsJson => JsonSerializer.Serialize(Report?.Map?.Points, JsonSerializerOptions.Web);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await tables.FindAsync(Schema, Table, cancellationToken) is not { } table)
                return NotFound();
            Report = await reports.MakeAsync(table, Column, cancellationToken);
        }
        catch (WarehouseTooSlowException)
        {
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }

        return Page();
    }
}
