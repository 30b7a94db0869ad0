using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Compares the fields of a place, a response, or another field. Their order does not matter.</summary>
internal sealed class FieldListComparison(FieldUse use, ChangeList changes)
{
    public void Compare(string parent, IReadOnlyList<Field> before, IReadOnlyList<Field> after)
    {
        foreach (var field in before)
        {
            var location = $"{parent}.{NameOf(field)}";
            if (Find(after, field) is { } other)
            {
                new FieldComparison(use, changes, location).Compare(field, other);
                Compare(location, field.Fields, other.Fields);
            }
            else
            {
                changes.Break(location, $"was removed; code that {(use == FieldUse.Request ? "sets" : "reads")} it no longer compiles.");
            }
        }
        foreach (var field in after.Where(field => Find(before, field) is null))
        {
            Add($"{parent}.{NameOf(field)}", field);
        }
    }

    private void Add(string location, Field field)
    {
        if (use == FieldUse.Request && field.IsRequired)
        {
            changes.Break(location, "was added and is required; an object without it no longer compiles.");
        }
        else
        {
            changes.Add(location, "was added.");
        }
    }

    private static Field? Find(IReadOnlyList<Field> fields, Field wanted) =>
        fields.FirstOrDefault(field => NameOf(field) == NameOf(wanted));

    private static string NameOf(Field field) => field.Alternative is { } alternative ? $"{field.Name}[{alternative.Key}]" : field.Name;
}
