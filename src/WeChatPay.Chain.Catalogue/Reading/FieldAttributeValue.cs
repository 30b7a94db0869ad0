using System.Globalization;
using WeChatPay.Chain.Catalogue.Grammar;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks the value of an attribute by itself.</summary>
internal static class FieldAttributeValue
{
    public static void Check(SourceLine line, FieldAttribute attribute, string value)
    {
        if (value.Length == 0)
        {
            throw line.Error($"The attribute '{Names.FieldAttributes[(int)attribute]}' has no value.");
        }
        switch (attribute)
        {
            case FieldAttribute.Key:
                line.OneOf(Vocabulary.Keys, value, "a key");
                break;
            case FieldAttribute.As:
                line.OneOf(Vocabulary.Encodings, value, "an encoding");
                break;
            case FieldAttribute.Min or FieldAttribute.Max:
                CheckNumber(line, value);
                break;
            case FieldAttribute.Pattern:
                PatternText.Check(line, value);
                break;
            case FieldAttribute.Form:
                line.OneOf(Vocabulary.Forms, value, "a form");
                break;
            case FieldAttribute.Unit:
                line.OneOf(Vocabulary.Units, value, "a unit");
                break;
            case FieldAttribute.Sample:
                line.OneOf(Vocabulary.Samples, value, "a kind of sample");
                break;
            case FieldAttribute.Signed:
                line.OneOf(Vocabulary.Signatures, value, "a key of a signature");
                break;
            case FieldAttribute.Site when !FieldName.IsValid(value):
                throw line.Error($"'{value}' is not a field name.");
        }
    }

    private static void CheckNumber(SourceLine line, string value)
    {
        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw line.Error($"'{value}' is not a number; expected digits only.");
        }
    }
}
