using System.Globalization;

namespace EtlAspire.Contracts.Pipelines;

/// <summary>Reads <c>max_rejects</c>: a share like <c>5%</c>, or a number of records.</summary>
internal static class RejectLimitReader
{
    public static RejectLimit Read(MapReader pipeline)
    {
        if (pipeline.Optional("max_rejects") is not { } item
            || pipeline.Errors.ReadText(item, "max_rejects") is not { } text)
        {
            return RejectLimit.Default;
        }

        if (text.EndsWith('%') && decimal.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var percent) && percent <= 100)
        {
            return new RejectLimit(percent / 100, 0);
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return new RejectLimit(0, count);

        pipeline.Errors.Add(item, "'max_rejects' must be a share from 0% to 100%, as in 5%, or a number of records");
        return RejectLimit.Default;
    }
}
