namespace EtlAspire.SampleApi;

/// <summary>
/// A generated user, in the shape of JSONPlaceholder's. No phone: the record does not have the key. No website: it is
/// null.
/// </summary>
public sealed record Person(
    long Id,
    string Name,
    string Username,
    string Email,
    PersonAddress Address,
    string? Phone,
    string? Website,
    PersonCompany Company);

public sealed record PersonAddress(string Street, string Suite, string City, string Zipcode, string Lat, string Lng);

public sealed record PersonCompany(string Name, string CatchPhrase, string Bs);
