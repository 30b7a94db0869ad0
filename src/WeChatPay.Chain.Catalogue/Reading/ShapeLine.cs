using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>shape NAME TEST</c>.</summary>
internal static class ShapeLine
{
    public static Shape Parse(SourceLine line, string value)
    {
        var words = value.Split(' ');
        return words.Length == 2 && words[0].Length > 0 && words[0].All(character => character is >= 'a' and <= 'z') && IsTest(words[1])
            ? new(words[0], words[1])
            : throw line.Error($"'{value}' is not a shape; expected a name in lower case, then FIELD, !FIELD or FIELD=VALUE.");
    }

    /// <summary>Gets the field that a test reads.</summary>
    public static string FieldOf(Shape shape)
    {
        var test = shape.Test;
        return test[0] == '!' ? test.Substring(1) : test.IndexOf('=') is > 0 and var equals ? test.Substring(0, equals) : test;
    }

    private static bool IsTest(string text)
    {
        var equals = text.IndexOf('=');
        return equals < 0
            ? FieldName.IsValid(text.Length > 0 && text[0] == '!' ? text.Substring(1) : text)
            : equals < text.Length - 1 && FieldName.IsValid(text.Substring(0, equals));
    }
}
