using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EtlAspire.Storage.Catalog;

/// <summary>Keeps an enum as its name in lower case: the same words as in the API.</summary>
internal sealed class LowerCaseEnumConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => value.ToString().ToLowerInvariant(), text => Enum.Parse<TEnum>(text, true))
    where TEnum : struct, Enum;
