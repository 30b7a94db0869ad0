using WeChatPay.Chain.Catalogue.Comparing;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Tests.Support;

/// <summary>The changes between two small catalogues, as text. Breaking changes start with an exclamation mark.</summary>
internal static class Compared
{
    /// <summary>Compares operations.</summary>
    public static IEnumerable<string> Texts(string before, string after, string file = Small.OperationFile) =>
        Texts(CatalogueComparison.Compare(Read(before, file), Read(after, file)));

    /// <summary>Compares the fields of the place <c>json</c>. Lines are separated by semicolons.</summary>
    public static IEnumerable<string> Requests(string before, string after) =>
        Texts(Small.Fields(before.Split(';')), Small.Fields(after.Split(';')));

    /// <summary>Compares the fields of a response. Lines are separated by semicolons.</summary>
    public static IEnumerable<string> Responses(string before, string after) => Texts(Response(before), Response(after));

    private static string Response(string fields) =>
        Small.Text(["GET v3/pay/orders  查单", "  -> json", .. fields.Split(';').Select(line => "    " + line)]);

    private static EndpointCatalogue Read(string text, string file) => text.Length == 0 ? new([], []) : Small.Read(text, file);

    private static IEnumerable<string> Texts(IEnumerable<ApiChange> changes) =>
        changes.Select(change => (change.IsBreaking ? "! " : "") + change);
}
