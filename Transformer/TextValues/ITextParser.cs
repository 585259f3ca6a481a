using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.TextValues;

/// <summary>Reads texts as values of one type: a structure, so that it is compiled into the loop over a chunk's texts.</summary>
internal interface ITextParser
{
    /// <summary>Reads a text. False when it is no such value in full: nothing is rounded away, cut or guessed.</summary>
    /// <param name="text">The text in UTF-8, without white space around it.</param>
    /// <param name="results">Where the value goes.</param>
    /// <param name="row">Its row there.</param>
    static abstract bool TryRead(ReadOnlySpan<byte> text, ResultVector results, int row);
}
