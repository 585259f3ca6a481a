using System.Text;
using EtlAspire.Transformer.Chunks;

namespace EtlAspire.Transformer.Numerics;

/// <summary>Writes numbers as the texts that they are in DuckDB.</summary>
internal static class NumericResults
{
    extension(ResultVector results)
    {
        public void Write(int row, NumericResult result) => results.SetText(row, Encoding.UTF8.GetBytes(result.ToString()));

        public void Write(int row, decimal value)
        {
            Span<byte> text = stackalloc byte[ShortNumber.MaxLength];
            results.SetText(row, text[..ShortNumber.Format(value, text)]);
        }
    }
}
