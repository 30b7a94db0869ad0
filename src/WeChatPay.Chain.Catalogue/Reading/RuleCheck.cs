using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks that the fields that a rule names exist. Rules are written before the fields.</summary>
/// <param name="find">Finds the fields of a place; <see langword="null"/> if the place does not exist.</param>
/// <param name="modes">The modes that a rule may be limited to.</param>
internal sealed class RuleCheck(Func<string, IReadOnlyList<Field>?> find, IReadOnlyCollection<string> modes)
{
    public void Check(SourceLine line, Rule rule)
    {
        foreach (var path in rule.Fields)
        {
            CheckField(line, rule.Place, path);
        }
        if ((rule as AnyOfRule)?.When is { } anyOf)
        {
            DeclaredMode.Check(line, anyOf, modes);
        }
        if ((rule as OneOfRule)?.When is { } oneOf)
        {
            DeclaredMode.Check(line, oneOf, modes);
        }
        switch ((rule as NeedRule)?.Condition)
        {
            case KeyCondition key:
                CheckKey(line, rule.Place, key.Key);
                break;
            case FieldCondition field:
                CheckField(line, field.Place ?? BodyOf(rule.Place), field.Field);
                break;
        }
    }

    // A header depends on the body.
    private static string BodyOf(string place) => place == "header" ? "json" : place;

    private void CheckField(SourceLine line, string place, string path)
    {
        var fields = find(place) ?? throw line.Error($"'{place}' does not exist here, so it cannot have the field '{path}'.");
        if (!FieldPath.Exists(fields, path))
        {
            throw line.Error($"'{place}' does not have the field '{path}'.");
        }
    }

    private void CheckKey(SourceLine line, string place, string key)
    {
        // An encrypted value may also be a part of the query.
        string[] places = [BodyOf(place), "query"];
        if (!places.Any(name => find(name) is { } fields && HasKey(fields, key)))
        {
            throw line.Error($"No field has the key '{key}'.");
        }
    }

    private static bool HasKey(IReadOnlyList<Field> fields, string key) =>
        fields.Any(field => field.Key == key || HasKey(field.Fields, key));
}
