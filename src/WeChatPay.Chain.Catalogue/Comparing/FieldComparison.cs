using System.Globalization;
using WeChatPay.Chain.Catalogue.Grammar;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>Compares two states of a field, without its nested fields.</summary>
internal sealed class FieldComparison(FieldUse use, ChangeList changes, string location)
{
    public void Compare(Field before, Field after)
    {
        CompareType(before, after);
        CompareMark(before, after);
        CompareValues(before.Values, after.Values);
        CompareConstraints(before, after);
    }

    private void CompareType(Field before, Field after)
    {
        if (Names.TypeOf(before) != Names.TypeOf(after))
        {
            changes.Break(
                location, $"has the type {Names.TypeOf(after)} (was {Names.TypeOf(before)}); the property has another type in C#.");
        }
        else if (IsWhole(before) != IsWhole(after))
        {
            changes.Break(
                location,
                $"{(IsWhole(after) ? "is a whole number" : "may have decimals")} by its sample; the property has another type in C#.");
        }
        else if (!IsTyped(before) && IsTyped(after))
        {
            // If fields were removed instead, each of them is reported.
            changes.Break(location, "got fields; the property has another type in C#.");
        }
        if (before.Encoding != after.Encoding)
        {
            changes.Break(
                location,
                $"has the encoding {ChangeList.Show(after.Encoding)} (was {ChangeList.Show(before.Encoding)}); " +
                "the property has another type in C#.");
        }
        if (before.Key != after.Key)
        {
            changes.Break(
                location,
                $"is encrypted with {ChangeList.Show(after.Key)} (was {ChangeList.Show(before.Key)}); " +
                (use == FieldUse.Request ? "code that sets it has to pass another value." : "code that reads it gets another value."));
        }
    }

    private static bool IsWhole(Field field) => field.Type == FieldType.Number && field.Sample == "int";

    // A class is generated for an object with fields, and for fields within a string.
    private static bool IsTyped(Field field) =>
        field.Fields.Count > 0 && (field.Type == FieldType.Object || field.Encoding is not null);

    private void CompareMark(Field before, Field after)
    {
        if (before.Mark == after.Mark)
        {
            return;
        }
        if (before.IsRequired == after.IsRequired || use == FieldUse.Notification)
        {
            changes.AddIfChanged(location, "the mark", Names.MarkOf(before), Names.MarkOf(after));
        }
        else if (use == FieldUse.Request)
        {
            changes.Add(
                location,
                after.IsRequired ? "became required; an object without it no longer compiles." : "became optional.",
                isBreaking: after.IsRequired);
        }
        else
        {
            CompareNullability(after);
        }
    }

    // A list is empty instead of null, and '??' or '?.' on a string or an object that is never null still compile.
    private void CompareNullability(Field after)
    {
        var isValueType = after.Type is FieldType.Integer or FieldType.Number or FieldType.Float or FieldType.Boolean;
        if (after.IsList)
        {
            changes.Add(location, after.IsRequired ? "is always returned." : "may be absent; the list is empty then.");
        }
        else if (after.IsRequired)
        {
            changes.Add(
                location,
                "is always returned; the property is no longer nullable" +
                (isValueType ? ", and '??' or '.Value' no longer compile." : "."),
                isBreaking: isValueType);
        }
        else
        {
            changes.Break(location, "may be absent; the property became nullable.");
        }
    }

    private void CompareValues(FieldValues? before, FieldValues? after)
    {
        if (before is null || after is null)
        {
            changes.AddIfChanged(location, "the list of values", Join(before), Join(after));
            return;
        }
        foreach (var value in after.Values.Except(before.Values))
        {
            changes.Add(location, $"the value '{value}' was added.");
        }
        foreach (var value in before.Values.Except(after.Values))
        {
            // Lists of responses are open, so reading code expects other values anyway.
            changes.Add(
                location,
                $"the value '{value}' was removed" + (use == FieldUse.Request ? "; the analyzer reports code that sends it." : "."),
                isBreaking: use == FieldUse.Request);
        }
        changes.AddIfChanged(
            location, "the source of the values", Names.ValueSources[(int)before.Source], Names.ValueSources[(int)after.Source]);
    }

    private static string? Join(FieldValues? values) => values is null ? null : string.Join(" | ", values.Values);

    private void CompareConstraints(Field before, Field after)
    {
        changes.AddIfChanged(location, "the mode", Join(before.When), Join(after.When));
        changes.AddIfChanged(location, "the minimum", Text(before.Min), Text(after.Min));
        changes.AddIfChanged(location, "the maximum", Text(before.Max), Text(after.Max));
        changes.AddIfChanged(location, "the pattern", before.Pattern, after.Pattern);
        changes.AddIfChanged(location, "the form", before.Form, after.Form);
        changes.AddIfChanged(location, "the unit", before.Unit, after.Unit);
        changes.AddIfChanged(location, "the default", before.Default, after.Default);
        if (IsWhole(before) == IsWhole(after))
        {
            changes.AddIfChanged(location, "the type of the sample", before.Sample, after.Sample);
        }
        changes.AddIfChanged(location, "the name on the documentation site", before.SiteName, after.SiteName);
        changes.AddIfChanged(location, "the key of the signature", before.Signed, after.Signed);
        changes.AddIfChanged(location, "the flags", string.Join(" ", before.Flags), string.Join(" ", after.Flags));
    }

    private static string Join(IReadOnlyList<FieldMode> modes) =>
        string.Join(",", modes.Select(mode => mode.Name + (mode.IsRequired ? "!" : "")));

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
