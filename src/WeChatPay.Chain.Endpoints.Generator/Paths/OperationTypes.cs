using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>The names of the classes of an operation.</summary>
internal static class OperationTypes
{
    /// <summary>The parts of a request that a class is generated for.</summary>
    public static readonly IReadOnlyList<string> Parts = ["json", "xml", "query"];

    /// <summary>The class of a part: <c>PostJson</c>.</summary>
    public static string PartOf(Operation operation, string part) => CSharpName.ToVerb(operation.Method) + CSharpName.ToPascal(part);

    /// <summary>The class of the response, or the one without fields.</summary>
    public static string DataOf(Operation operation) =>
        HasData(operation) ? $"{CSharpName.ToVerb(operation.Method)}Data" : "global::WeChatPay.Chain.Endpoints.EmptyFields";

    /// <summary>The class of the response with those that enclose it.</summary>
    public static string FullDataOf(Operation operation, PathNode node) => HasData(operation)
        ? $"global::WeChatPay.Chain.Endpoints.{node.FullType}.{DataOf(operation)}"
        : DataOf(operation);

    public static bool HasData(Operation operation) => operation.Response is { Kind: "json" or "xml", Fields.Count: > 0 };

    /// <summary>Whether the path ends with a slash, which the catalogue writes as a variable that needs no value.</summary>
    public static bool EndsWithSlash(Operation operation) => operation.Path.EndsWith("{empty}", StringComparison.Ordinal);

    /// <summary>Whether a part must be sent. A query whose fields are all optional may be omitted, whatever the part says.</summary>
    public static bool IsRequired(Place place) =>
        place.IsRequired && (place.Name != "query" || place.Fields.Any(field => field.IsRequired));

    public static bool HasRequiredPart(Operation operation) =>
        operation.Places.Any(place => (Parts.Contains(place.Name) || place.Name == "multipart") && IsRequired(place));

    /// <summary>Whether the headers have fields beside those that each operation can have.</summary>
    public static bool HasHeaders(Operation operation) => HeadersOf(operation).Any();

    /// <summary>The header fields that each operation does not have.</summary>
    public static IEnumerable<Field> HeadersOf(Operation operation) =>
        operation.FindPlace("header")?.Fields.Where(field => field.Name != "Wechatpay-Serial") ?? [];

    public static IEnumerable<string> NamesOf(Operation operation) =>
        [.. Parts.Select(part => PartOf(operation, part)), PartOf(operation, "headers"), $"{CSharpName.ToVerb(operation.Method)}Data"];
}
