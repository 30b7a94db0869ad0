using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Requests;

/// <summary>Merges the alternative shapes of a field: one property with the fields of all of them.</summary>
internal static class AlternativeFields
{
    public static IReadOnlyList<Field> Merge(IReadOnlyList<Field> fields) =>
        fields.All(field => field.Alternative is null) ? fields : [.. fields.GroupBy(field => field.Name).Select(Merge)];

    private static Field Merge(IGrouping<string, Field> shapes)
    {
        var all = shapes.ToList();
        return all is [var single]
            ? single
            : all[0] with
            {
                Fields = [.. all.SelectMany(shape => shape.Fields)
                    .GroupBy(field => field.Name)
                    .Select(same => Common([.. same], all.Count))]
            };
    }

    // A field is required only if each shape requires it.
    private static Field Common(IReadOnlyList<Field> same, int shapes) =>
        same.Count == shapes && same.All(field => field.IsRequired) ? same[0] : same[0] with { Mark = FieldMark.None };
}
