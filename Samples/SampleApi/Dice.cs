namespace EtlAspire.SampleApi;

/// <summary>Numbers that look random and are the same for the same seed, everywhere and always (SplitMix64).</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed * 0xD1342543DE82EF95;

    /// <summary>A number from 0 to one less than the number of sides.</summary>
    public int Roll(int sides)
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (int)Math.BigMul(mixed, (ulong)sides, out _);
    }

    public T Pick<T>(T[] things) => things[Roll(things.Length)];
}
