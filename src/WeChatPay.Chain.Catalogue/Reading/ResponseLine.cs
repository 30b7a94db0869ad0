using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads <c>-&gt; KIND [errorOnly] [fields]</c>.</summary>
internal static class ResponseLine
{
    private const string ErrorOnly = " errorOnly";
    private const string HasFields = " fields";

    public static OperationResponse Parse(SourceLine line, string value)
    {
        var hasFields = value.EndsWith(HasFields, StringComparison.Ordinal);
        var rest = hasFields ? value.Substring(0, value.Length - HasFields.Length) : value;
        var isErrorOnly = rest.EndsWith(ErrorOnly, StringComparison.Ordinal);
        var kind = isErrorOnly ? rest.Substring(0, rest.Length - ErrorOnly.Length) : rest;
        line.OneOf(Vocabulary.ResponseKinds, kind, "a kind of response");
        return new() { Kind = kind, IsErrorOnly = isErrorOnly, HasFields = hasFields };
    }

    /// <summary>Checks that only a response with a body to parse has fields, unless the line says otherwise.</summary>
    public static void CheckFields(SourceLine line, OperationResponse response)
    {
        if (response.Fields.Count > 0 && response.Kind is not ("json" or "xml") && !response.IsErrorOnly && !response.HasFields)
        {
            throw line.Error($"'{response.Kind}' has fields; expected 'errorOnly' or 'fields' on this line.");
        }
    }
}
