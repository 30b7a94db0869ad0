using System.Text;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Writing;

/// <summary>Writes the lines of operations and webhooks that have a key.</summary>
internal static class EntryText
{
    public static void Line(StringBuilder text, string key, string? value)
    {
        if (value is not null)
        {
            text.Append("  ").Append(key).Append(' ').Append(value).Append('\n');
        }
    }

    /// <summary>Writes words in their order. Without words, the line is left out.</summary>
    public static void Words(StringBuilder text, string key, IReadOnlyCollection<string> words) =>
        Line(text, key, words.Count == 0 ? null : string.Join(" ", words));

    /// <summary>Writes words in the order of a list.</summary>
    public static void Words(StringBuilder text, string key, IReadOnlyCollection<string> words, string[] order) =>
        Words(text, key, words.Count < 2 ? words : [.. words.OrderBy(word => Array.IndexOf(order, word))]);

    public static void Statuses(StringBuilder text, IEnumerable<Status> statuses)
    {
        foreach (var status in statuses)
        {
            var see = status.See.Count == 0 ? "" : " see " + string.Join(" ", status.See);
            Line(text, "status", status.Kind + (status.Date is null ? "" : " " + status.Date) + see);
        }
    }

    public static void Links(StringBuilder text, IEnumerable<Link> links)
    {
        foreach (var link in links)
        {
            Line(text, "doc", link.Text);
        }
    }

    public static void Products(StringBuilder text, IEnumerable<Product> products)
    {
        foreach (var product in products)
        {
            Line(text, "product", $"{product.Name} {product.Mode}");
        }
    }

    public static void Rivals(StringBuilder text, IEnumerable<string> rivals)
    {
        foreach (var rival in rivals)
        {
            Line(text, "rival", rival);
        }
    }

    public static void Variants(StringBuilder text, IEnumerable<string> variants)
    {
        foreach (var variant in variants)
        {
            Line(text, "variant", variant);
        }
    }

    public static void Errors(StringBuilder text, IEnumerable<ErrorCodes> errors)
    {
        foreach (var error in errors)
        {
            Line(text, "error", $"{error.Status} {string.Join(" ", error.Codes)}");
        }
    }

    public static void Shapes(StringBuilder text, IEnumerable<Shape> shapes)
    {
        foreach (var shape in shapes)
        {
            Line(text, "shape", $"{shape.Name} {shape.Test}");
        }
    }
}
