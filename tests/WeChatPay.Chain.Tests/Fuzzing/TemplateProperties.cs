using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.UriTemplates;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>What templates make of texts, and texts that may be templates.</summary>
internal static partial class TemplateProperties
{
    private const string EveryOperator = "{v}{+v}{#v}{.v}{/v}{;v}{?v}{&v}{v:3}{+v:3}{?list*}{+map*}{;map}";

    // Mostly well formed, or hardly a template would be read to its end.
    private static readonly Gen<string> _templates = Texts.Joined(Gen.Frequency(
        (16, Gen.Elements("{v}", "{?v*}", "{+v:3}", "{/v,w}", "{#v}", "{;v.w}", "v3", "/", "中", "%", "|")),
        (1, Gen.Elements("{", "}", "v", ",", ":", ":3", "*", ".", "=", "\\", "\n", "\uD83D")),
        (1, Texts.Character)));

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("Expand_AnyText_ComesBackWhenUnescaped", Texts.Any, text =>
            Uri.UnescapeDataString(Expand("/x/{v}", new { v = text })) == "/x/" + text),
        FuzzProperty.Of("Expand_AnyText_StaysWithinItsSegment", Texts.Any, text => !Expand("{v}", new { v = text }).Any("/?#&=;".Contains)),
        FuzzProperty.Of(
            "Expand_AnyText_HoldsOnlyWhatAUriMayHold", Texts.Any, text => IsWithinRfc3986(Expand(EveryOperator, Everywhere(text)))),
        FuzzProperty.Of("Expand_AnyTextCutToALength_IsThatManyCharacters", Texts.Any,
            text => Uri.UnescapeDataString(Expand("{v:3}", new { v = text })) == string.Concat(text.EnumerateRunes().Take(3))),
        FuzzProperty.Of("Expand_ReservedTwice_ChangesNothingMore", Texts.Any,
            text => Expand("{+v}", new { v = text }) is var once && Expand("{+v}", new { v = once }) == once),
        FuzzProperty.Of("Parse_AnyText_IsRejectedOrExpandsToAUri", _templates, text =>
            !TryParse(text, out var template) || IsWithinRfc3986(template.Expand(_ => "中 %/"))),
    ];

    private static object Everywhere(string text) =>
        new { v = text, list = new List<string> { text, text }, map = new Dictionary<string, string> { [text] = text } };

    private static string Expand(string template, object variables)
    {
        var values = NamedValues.TryRead(variables)!.ToDictionary();
        return UriTemplate.Parse(template).Expand(values.GetValueOrDefault);
    }

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
