using System.Xml;
using FsCheck;
using FsCheck.Fluent;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>The XML of APIv2: what is written can be read, and anything else throws the documented exception.</summary>
internal static class XmlProperties
{
    private static readonly Gen<string> _names = Gen.NonEmptyListOf(Gen.Elements("a", "Z", "_", "中", "x1", "-", ".", "return_code"))
        .Select(pieces => "n" + string.Concat(pieces));

    private static readonly Gen<string> _values = Texts.Joined(Gen.OneOf(
        Texts.Character, Gen.Elements("<", ">", "&", "\"", "'", "]]>", "<![CDATA[", "\r", "\n", "\t", " ", "&amp;", "&#10;", "<!--")));

    private static readonly Gen<KeyValuePair<string, string>[]> _fields = _names.Zip(_values, KeyValuePair.Create)
        .ArrayOf()
        .Select(fields => fields.DistinctBy(field => field.Key).ToArray());

    private static readonly Gen<string> _documents = Gen.Elements(
        "<xml><return_code><![CDATA[SUCCESS]]></return_code><total_fee>1</total_fee></xml>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xml a=\"1\"><b c=\"2\"><d/></b><b>&lt;&#x4E2D;</b><!-- e --></xml>",
        "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><a>&e;</a></xml>",
        "<html><body>502 Bad Gateway</body></html>");

    private static readonly Gen<string> _pieces = Gen.OneOf(
        Texts.Broken,
        Gen.Elements(
            "<", ">", "/", "</", "<a>", "</a>", "<a", "=\"", "\"", "&", ";", "&#", "<![CDATA[", "]]>", "<?xml ", "?>", "<!", "--", ":",
            "xmlns", "xmlns:a=\"\"", "\uFEFF", "\0", "encoding=\"utf-16\""));

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("ToXml_AnyFields_AreReadAgain", _fields, IsReadAgain),
        FuzzProperty.Of("ToArray_AnyText_IsFieldsOrAFormatException", Texts.Joined(_pieces), IsReadOrRejected),
        FuzzProperty.Of("ToArray_AnAlteredDocument_IsFieldsOrAFormatException", Texts.Mutated(_documents, _pieces), IsReadOrRejected),
    ];

    private static bool IsReadAgain(KeyValuePair<string, string>[] fields)
    {
        string xml;
        try
        {
            xml = Transformer.ToXml(fields);
        }
        catch (ArgumentException)
        {
            return fields.Any(field => field.Value.EnumerateRunes().Any(rune => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value)));
        }
        var read = Transformer.ToArray(xml);
        return read.Count == fields.Length && fields.All(field => read[field.Key] is string value && value == field.Value);
    }

    private static bool IsReadOrRejected(string text)
    {
        try
        {
            return Transformer.ToArray(text) is not null;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
