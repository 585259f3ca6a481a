using EtlAspire.Benchmarks.Measuring;
using EtlAspire.Benchmarks.Reporting;

namespace EtlAspire.Benchmarks.Beside;

/// <summary>What each part of both systems takes: our services, and apart from them what hosts and serves them.</summary>
internal static class PartTable
{
    public static TextTable Of(BesideReport report, string name,
        Func<Turn, IReadOnlyDictionary<string, double>> parts, Func<double, string> format)
    {
        Side[] sides = [report.This, report.Other];
        var table = new TextTable([name, .. sides.Select(side => side.Name)]);
        var names = sides.SelectMany(side => side.Turns).SelectMany(turn => parts(turn).Keys);
        foreach (var part in SystemParts.InOrder(names))
            table.Add([part, .. sides.Select(side => Cell(side, part))]);
        table.Add(["our own together", .. sides.Select(side => Median(side, Turn.Own))]);
        table.Add(["everything", .. sides.Select(side => Median(side, Turn.Everything))]);
        return table;

        string Cell(Side side, string part) => side.Turns.Any(turn => parts(turn).ContainsKey(part))
            ? Median(side, all => all.GetValueOrDefault(part))
            : "—";

        string Median(Side side, Func<IReadOnlyDictionary<string, double>, double> value) =>
            format(side.Median(turn => value(parts(turn))));
    }
}
