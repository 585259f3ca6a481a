using System.Runtime.CompilerServices;

namespace EtlAspire.SampleApi;

/// <summary>Makes users out of their ids: the same id is the same user, in every process and on every machine.</summary>
public static class PeopleGenerator
{
    public static Person Create(long id)
    {
        var dice = new Dice((ulong)id);
        var (first, firstPlain) = dice.Pick(PeopleWords.FirstNames);
        var (last, lastPlain) = dice.Pick(PeopleWords.LastNames);
        return new Person(
            id,
            Name(ref dice, first, last),
            Text($"{firstPlain}_{lastPlain}{id}"),
            Text($"{firstPlain}.{lastPlain}{id}@{dice.Pick(PeopleWords.Domains)}"),
            Address(ref dice),
            dice.Roll(20) == 0 ? null : Phone(ref dice),
            dice.Roll(30) == 0 ? null : Website(ref dice, id),
            Company(ref dice, last));
    }

    private static string Name(ref Dice dice, string first, string last) => dice.Roll(40) switch
    {
        0 => $"Mrs. {first} {last}",
        1 => $"{first} {last} V",
        2 => $"{first} {dice.Pick(PeopleWords.LastNames).Name} {last}",
        3 => first,
        _ => $"{first} {last}",
    };

    private static PersonAddress Address(ref Dice dice) => new(
        $"{dice.Pick(PeopleWords.LastNames).Name} {dice.Pick(PeopleWords.Streets)}",
        Text($"{(dice.Roll(2) == 0 ? "Apt." : "Suite")} {dice.Roll(900) + 100}"),
        $"{dice.Pick(PeopleWords.CityStarts)}{dice.Pick(PeopleWords.CityEnds)}",
        dice.Roll(4) == 0 ? Text($"{dice.Roll(100_000):D5}") : Text($"{dice.Roll(100_000):D5}-{dice.Roll(10_000):D4}"),
        Degrees(ref dice, 90),
        Degrees(ref dice, 180));

    private static string Degrees(ref Dice dice, int most)
    {
        var sign = dice.Roll(2) == 0 ? "-" : "";
        return Text($"{sign}{dice.Roll(most)}.{dice.Roll(10_000):D4}");
    }

    private static string Phone(ref Dice dice) => dice.Roll(3) switch
    {
        0 => Text($"1-{dice.Roll(1000):D3}-{dice.Roll(1000):D3}-{dice.Roll(10_000):D4} x{dice.Roll(100_000)}"),
        1 => Text($"({dice.Roll(1000):D3}){dice.Roll(1000):D3}-{dice.Roll(10_000):D4}"),
        _ => Text($"{dice.Roll(1000):D3}.{dice.Roll(1000):D3}.{dice.Roll(10_000):D4}"),
    };

    private static string Website(ref Dice dice, long id) =>
        Text($"{dice.Pick(PeopleWords.Adjectives)}-{id}.{dice.Pick(PeopleWords.TopLevelDomains)}");

    private static PersonCompany Company(ref Dice dice, string last) => new(
        dice.Roll(2) == 0 ? $"{last} and Sons" : $"{last}-{dice.Pick(PeopleWords.LastNames).Name}",
        $"{dice.Pick(PeopleWords.Adjectives)} {dice.Pick(PeopleWords.Adjectives)} {dice.Pick(PeopleWords.Nouns)}",
        $"{dice.Pick(PeopleWords.Verbs)} {dice.Pick(PeopleWords.Adjectives)} {dice.Pick(PeopleWords.Nouns)}s");

    private static string Text(DefaultInterpolatedStringHandler text) => text.ToStringAndClear();
}
