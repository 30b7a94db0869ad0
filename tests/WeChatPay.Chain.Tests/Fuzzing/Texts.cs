using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>Texts of every kind.</summary>
internal static class Texts
{
    /// <summary>Mostly what means something in a template or a URI, then the rest of Unicode.</summary>
    public static Gen<string> Character { get; } = Gen.OneOf(
        Gen.Choose(0, 0x7F).Select(code => ((char)code).ToString()),
        Gen.Elements("%", "%2", "%41", "%E4%B8%AD", "/", "?", "#", "&", "=", " ", "中", "😀"),
        Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(code => new Rune(code).ToString()));

    /// <summary>Whole characters only, so that it has a UTF-8.</summary>
    public static Gen<string> Any { get; } = Joined(Character);

    /// <summary>With halves of surrogate pairs too, as in a text that was cut inside an emoji.</summary>
    public static Gen<string> Broken { get; } = Joined(Gen.Frequency(
        (9, Character),
        (1, Gen.Choose(0xD800, 0xDFFF).Select(code => ((char)code).ToString()))));

    /// <summary>A text of so many pieces as the size allows.</summary>
    public static Gen<string> Joined(Gen<string> piece) => piece.ArrayOf().Select(string.Concat);

    /// <summary>A text that differs from one of these in a few places.</summary>
    /// <param name="texts">What is altered.</param>
    /// <param name="piece">What is put in.</param>
    public static Gen<string> Mutated(Gen<string> texts, Gen<string> piece) =>
        from text in texts
        from changes in Gen.Choose(0, 4)
        from places in Gen.ArrayOf(Gen.Choose(0, int.MaxValue), 3 * changes)
        from pieces in Gen.ArrayOf(piece, changes)
        select Enumerable.Range(0, changes)
            .Aggregate(text, (altered, change) => Altered(altered, places.AsSpan(3 * change, 3), pieces[change]));

    private static string Altered(string text, ReadOnlySpan<int> places, string piece)
    {
        var from = places[0] % (text.Length + 1);
        var to = Math.Min(text.Length, from + (places[1] % 20));
        return (places[2] % 6) switch
        {
            0 => text.Remove(from, to - from),
            1 => text.Insert(from, piece),
            2 => text.Insert(from, text[from..to]),
            3 => text[..from],
            4 => text[from..],
            _ => string.Concat(text.AsSpan(0, from), piece, text.AsSpan(to)),
        };
    }
}
