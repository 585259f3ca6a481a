using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EtlAspire.Storage.Catalog;

/// <summary>Keeps an enum as its name in lower case: the same words as in the API.</summary>
internal sealed class LowerCaseEnumConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => ToText(value), text => Enum.Parse<TEnum>(text, true))
    where TEnum : struct, Enum
{
#pragma warning disable CA1308 // Lower case is the form that is wanted, not a comparison.
    private static string ToText(TEnum value) => value.ToString().ToLowerInvariant();
#pragma warning restore CA1308
}
