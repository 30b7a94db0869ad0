using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The path of a field in a rule: names with dots between them.</summary>
internal static class FieldPath
{
    public static bool IsValid(string path) => path.Split('.').All(FieldName.IsValid);

    /// <summary>Tells whether a path leads to a field. A name may have several alternatives.</summary>
    public static bool Exists(IReadOnlyList<Field> fields, string path)
    {
        var dot = path.IndexOf('.');
        var name = dot < 0 ? path : path.Substring(0, dot);
        return fields.Any(field => field.Name == name && (dot < 0 || Exists(field.Fields, path.Substring(dot + 1))));
    }
}
