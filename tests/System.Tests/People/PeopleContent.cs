using System.Buffers.Binary;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EtlAspire.SystemTests.Hosting;

namespace EtlAspire.SystemTests.People;

/// <summary>How many people there are, and a checksum over every field of each that does not depend on their order.</summary>
internal sealed record PeopleContent(long Count, long Checksum)
{
    private const int PageSize = 20_000;
    private static readonly string[] Fields =
    [
        "id", "name", "username", "email", "address.street", "address.suite", "address.city", "address.zipcode",
        "address.geo.lat", "address.geo.lng", "phone", "website", "company.name", "company.catchPhrase", "company.bs",
    ];

    public static async Task<PeopleContent> OfSourceAsync(EtlSystem system, int total, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = new Uri(system.AddressOf("sampleapi")) };
        long count = 0, checksum = 0;
        for (var page = 1; count < total; page++)
        {
            var path = new Uri($"/people?page={page}&per_page={PageSize}&total={total}", UriKind.Relative);
            using var people = await http.GetFromJsonAsync<JsonDocument>(path, cancellationToken);
            foreach (var person in people!.RootElement.EnumerateArray())
            {
                checksum += Hash(string.Join('|', Fields.Select(field => Value(person, field)).OfType<string>()));
                count++;
            }
        }

        return new PeopleContent(count, checksum);
    }

    public static async Task<PeopleContent> OfTableAsync(EtlSystem system, string table, CancellationToken cancellationToken)
    {
        await using var command = system.Warehouse.CreateCommand($"""
            select count(*), sum(('x' || substr(md5(concat_ws('|', id, name, username, email, address_street, address_suite,
                address_city, address_zipcode, address_geo_lat, address_geo_lng, phone, website, company_name,
                company_catch_phrase, company_bs)), 1, 8))::bit(32)::bigint)::bigint
            from warehouse."{table}"
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new PeopleContent(reader.GetInt64(0), reader.GetInt64(1));
    }

    private static string? Value(JsonElement element, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (!element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind switch
        {
            JsonValueKind.Null => null,
            JsonValueKind.String => element.GetString(),
            _ => element.GetRawText(),
        };
    }

#pragma warning disable CA5351 // A checksum that PostgreSQL can compute too, not a secret.
    private static long Hash(string text) =>
        BinaryPrimitives.ReadUInt32BigEndian(MD5.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5351
}
