using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>An input for which a property does not hold.</summary>
/// <param name="Property">The property's name.</param>
/// <param name="Input">As a C# literal, or nearly.</param>
/// <param name="Exception">The exception; null if the result was wrong.</param>
internal sealed record FuzzFinding(string Property, string Input, Exception? Exception)
{
    public static string Show(object? input) => input switch
    {
        null => "null",
        string text => $"\"{Escaped(text)}\"",
        byte[] bytes => $"0x{Convert.ToHexString(bytes)}",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(index => Show(tuple[index])))})",
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Show))}]",
        _ => Convert.ToString(input, CultureInfo.InvariantCulture)!,
    };

    public override string ToString() => $"{Property} does not hold for {Input}{(Exception is null ? "" : $"\n{Exception}")}";

    private static string Escaped(string text)
    {
        var shown = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = character is >= ' ' and <= '~' and not ('"' or '\\')
                ? shown.Append(character)
                : shown.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }
        return shown.ToString();
    }
}
