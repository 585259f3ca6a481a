using System.Text;

namespace EtlAspire.Benchmarks.Reporting;

/// <summary>A table that is Markdown and reads well on a console: its columns are as wide as their widest cell.</summary>
internal sealed class TextTable(params string[] heads)
{
    private readonly List<string[]> _rows = [];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        var widths = heads.Select((head, column) => _rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        var text = new StringBuilder();
        Append(heads);
        var rules = widths.Select((width, column) => column == 0 ? new string('-', width) : $"{new string('-', width - 1)}:");
        Append([.. rules]);
        foreach (var row in _rows)
            Append(row);
        return text.ToString();

        void Append(string[] cells)
        {
            for (var column = 0; column < cells.Length; column++)
            {
                var cell = column == 0 ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column]);
                text.Append("| ").Append(cell).Append(' ');
            }

            text.Append("|\n");
        }
    }
}
