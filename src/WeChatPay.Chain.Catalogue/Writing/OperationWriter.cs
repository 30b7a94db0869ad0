using System.Text;
using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Writes an operation. The order of the lines is the order of the format's documentation.</summary>
internal static class OperationWriter
{
    public static void Write(StringBuilder text, Operation operation)
    {
        var documentation = operation.Documentation;
        text.Append(operation.Method).Append(' ').Append(operation.Path).Append("  ").Append(operation.Title).Append('\n');
        EntryText.Line(text, "page", documentation.Page);
        EntryText.Products(text, operation.Products);
        EntryText.Statuses(text, documentation.Statuses);
        EntryText.Links(text, documentation.Links);
        EntryText.Line(text, "wire", operation.Wire);
        EntryText.Rivals(text, operation.Rivals);
        EntryText.Words(text, "modes", documentation.Modes, Vocabulary.OperationModes);
        EntryText.Words(text, "checked", documentation.Sources, Vocabulary.Sources);
        EntryText.Line(text, operation.Host?.IsOnly == true ? "host!" : "host", operation.Host?.Url);
        EntryText.Words(text, "flags", documentation.Flags, Vocabulary.OperationFlags);
        EntryText.Line(text, "sample", operation.Sample);
        EntryText.Variants(text, operation.Variants);
        EntryText.Line(text, "media", operation.Media);
        RuleText.Write(text, documentation.Rules);
        EntryText.Errors(text, operation.Errors);
        foreach (var place in operation.Places)
        {
            text.Append("  ").Append(place.Name).Append(place.IsRequired ? "!" : "").Append('\n');
            FieldWriter.Write(text, place.Fields);
        }
        WriteResponse(text, operation.Response);
    }

    private static void WriteResponse(StringBuilder text, OperationResponse response)
    {
        EntryText.Line(text, "->", response.Kind + (response.IsErrorOnly ? " errorOnly" : "") + (response.HasFields ? " fields" : ""));
        FieldWriter.Write(text, response.Fields);
    }
}
