using System.Text.Json;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace EtlAspire.Storage.Catalog;

/// <summary>Keeps a run's warnings as JSON such as <c>[{"kind":"table_shrank","message":"…","line":null}]</c>.</summary>
internal sealed class RunWarningsConverter() : ValueConverter<IReadOnlyList<RunWarning>, string>(
    warnings => JsonSerializer.Serialize(warnings, JsonSerializerOptions.Web),
    json => JsonSerializer.Deserialize<RunWarning[]>(json, JsonSerializerOptions.Web)!);
