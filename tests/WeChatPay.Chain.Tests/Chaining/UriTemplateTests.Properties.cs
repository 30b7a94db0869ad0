using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Chaining;

namespace WeChatPay.Chain.Tests.Chaining;

/// <summary>What holds for every text; a failure prints the text and the seed that leads to it again.</summary>
public partial class UriTemplateTests
{
    private const string EveryOperator = "{v}{+v}{#v}{.v}{/v}{;v}{?v}{&v}{v:3}{+v:3}{?list*}{+map*}{;map}";

    // Mostly what means something in a template or a URI, then the rest of Unicode; half a surrogate pair is for the tests that name it.
    private static Gen<string> Character { get; } = Gen.OneOf(
        Gen.Choose(0, 0x7F).Select(code => ((char)code).ToString()),
        Gen.Elements("%", "%2", "%41", "%E4%B8%AD", "/", "?", "#", "&", "=", " ", "中", "😀"),
        Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(code => new Rune(code).ToString()));

    // Mostly well formed, or hardly a template would be read to its end.
    private static Gen<string> TemplateToken { get; } = Gen.Frequency(
        (16, Gen.Elements("{v}", "{?v*}", "{+v:3}", "{/v,w}", "{#v}", "{;v.w}", "v3", "/", "中", "%", "|")),
        (1, Gen.Elements("{", "}", "v", ",", ":", ":3", "*", ".", "=", "\\", "\n", "\uD83D")),
        (1, Character));

    private static Arbitrary<string> AnyText { get; } = Character.ArrayOf().Select(string.Concat).ToArbitrary();

    private static Arbitrary<string> AnyTemplate { get; } = TemplateToken.ArrayOf().Select(string.Concat).ToArbitrary();

    [Test]
    public void Expand_AnyText_ComesBackWhenUnescaped()
    {
        Prop.ForAll(AnyText, text => Uri.UnescapeDataString(Expand("/x/{v}", new { v = text })) == "/x/" + text)
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Expand_AnyText_StaysWithinItsSegment()
    {
        Prop.ForAll(AnyText, text => !Expand("{v}", new { v = text }).Any("/?#&=;".Contains))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Expand_AnyText_HoldsOnlyWhatAUriMayHold()
    {
        Prop.ForAll(AnyText, text => IsWithinRfc3986(Expand(EveryOperator, Everywhere(text))))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Expand_AnyTextCutToALength_IsThatManyCharacters()
    {
        Prop.ForAll(AnyText, text => Uri.UnescapeDataString(Expand("{v:3}", new { v = text })) == string.Concat(text.EnumerateRunes().Take(3)))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Expand_ReservedTwice_ChangesNothingMore()
    {
        Prop.ForAll(AnyText, text =>
            {
                var once = Expand("{+v}", new { v = text });
                return Expand("{+v}", new { v = once }) == once;
            })
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Parse_AnyText_IsRefusedOrExpandsToAUri()
    {
        Prop.ForAll(AnyTemplate, template => !TryParse(template, out var parsed) || IsWithinRfc3986(parsed.Expand(_ => "中 %/")))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(200));
    }

    private static object Everywhere(string text) =>
        new { v = text, list = new List<string> { text, text }, map = new Dictionary<string, string> { [text] = text } };

    private static bool TryParse(string text, [NotNullWhen(true)] out UriTemplate? template)
    {
        try
        {
            template = UriTemplate.Parse(text);
            return true;
        }
        catch (ArgumentException)
        {
            template = null;
            return false;
        }
    }

    private static bool IsWithinRfc3986(string uri) => OnlyUriCharacters().IsMatch(uri);

    [GeneratedRegex(@"\A(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})*\z")]
    private static partial Regex OnlyUriCharacters();
}
