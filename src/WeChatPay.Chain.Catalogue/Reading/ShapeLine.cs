using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>shape NAME TEST</c>.</summary>
internal static class ShapeLine
{
    public static Shape Parse(SourceLine line, string value)
    {
        var words = value.Split(' ');
        return words.Length == 2
            && words[0].Length > 0
            && words[0].All(character => character is >= 'a' and <= 'z')
            && FieldTest.IsValid(words[1])
            ? new(words[0], words[1])
            : throw line.Error($"'{value}' is not a shape; expected a name in lower case, then FIELD, !FIELD or FIELD=VALUE.");
    }
}
