using System.Text.Json;

namespace EtlAspire.SampleApi;

/// <summary>Writes a person as JSONPlaceholder does: coordinates are texts, what is missing has no key.</summary>
internal static class PersonJson
{
    public static void Write(Utf8JsonWriter json, Person person)
    {
        json.WriteStartObject();
        json.WriteNumber("id"u8, person.Id);
        json.WriteString("name"u8, person.Name);
        json.WriteString("username"u8, person.Username);
        json.WriteString("email"u8, person.Email);
        WriteAddress(json, person.Address);
        if (person.Phone is not null)
            json.WriteString("phone"u8, person.Phone);
        json.WriteString("website"u8, person.Website);
        WriteCompany(json, person.Company);
        json.WriteEndObject();
    }

    private static void WriteAddress(Utf8JsonWriter json, PersonAddress address)
    {
        json.WriteStartObject("address"u8);
        json.WriteString("street"u8, address.Street);
        json.WriteString("suite"u8, address.Suite);
        json.WriteString("city"u8, address.City);
        json.WriteString("zipcode"u8, address.Zipcode);
        json.WriteStartObject("geo"u8);
        json.WriteString("lat"u8, address.Lat);
        json.WriteString("lng"u8, address.Lng);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCompany(Utf8JsonWriter json, PersonCompany company)
    {
        json.WriteStartObject("company"u8);
        json.WriteString("name"u8, company.Name);
        json.WriteString("catchPhrase"u8, company.CatchPhrase);
        json.WriteString("bs"u8, company.Bs);
        json.WriteEndObject();
    }
}
