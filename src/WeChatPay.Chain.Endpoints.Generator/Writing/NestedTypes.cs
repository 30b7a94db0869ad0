using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Writing;

/// <summary>Names the classes of objects within a class, whose names differ from its own and from those of its properties.</summary>
internal static class NestedTypes
{
    /// <param name="name">The name of the class.</param>
    /// <param name="fields">Its fields.</param>
    /// <param name="isNested">Whether a class is generated for a field.</param>
    /// <returns>Each field with the name of its class, or with an empty name.</returns>
    public static List<(Field Field, string Type)> Name(string name, IReadOnlyList<Field> fields, Func<Field, bool> isNested)
    {
        var names = new UniqueNames([name, .. fields.Select(field => CSharpName.ToIdentifier(field.Name))]);
        return [.. fields.Select(field => (field, isNested(field) ? names.Add(CSharpName.ToPascal(field.Name)) : ""))];
    }
}
