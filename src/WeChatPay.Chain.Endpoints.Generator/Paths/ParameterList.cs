using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Generator.Documentation;
using WeChatPay.Chain.Endpoints.Generator.Writing;

namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>Lists the parameters of the checked methods of an operation: those that are required first.</summary>
internal sealed class ParameterList(FieldDocumentation documentation)
{
    private const string Null = "null";

    public IReadOnlyList<Parameter> Create(Operation operation)
    {
        IEnumerable<Parameter> all =
        [
            .. Variables(operation), .. Parts(operation), .. Body(operation), Headers(operation), BaseUri(operation), Timeout(),
            .. Flags(operation), .. Download(operation),
        ];
        return [.. all.OrderBy(parameter => parameter.Default is not null)];
    }

    private IEnumerable<Parameter> Variables(Operation operation)
    {
        foreach (var field in operation.FindPlace("path")?.Fields ?? [])
        {
            var type = field.Type is FieldType.Integer or FieldType.Number ? "long" : "string";
            var name = CSharpName.ToIdentifier(field.Name);
            var value = field.Values is { Source: ValueSource.Fixed, Values: [var single] } ? $"\"{single}\"" : null;
            yield return new(type, name, documentation.DescribeRequest(field), value, $"[\"{field.Name}\"] = {name}");
        }
        if (OperationTypes.EndsWithSlash(operation))
        {
            yield return new("string?", "empty", "末尾的斜杠 the trailing slash, which needs no value", Null, null);
        }
    }

    private static IEnumerable<Parameter> Parts(Operation operation) =>
        from part in OperationTypes.Parts
        let place = operation.FindPlace(part)
        where place is not null
        let type = OperationTypes.PartOf(operation, part)
        let option = CSharpName.ToPascal(part)
        select OperationTypes.IsRequired(place)
            ? new Parameter(type, part, RequiredFields(place), null, $"{option} = Require({part}, \"{part}\")")
            : new Parameter($"{type}?", part, RequiredFields(place), Null, $"{option} = {part}");

    private static IEnumerable<Parameter> Body(Operation operation)
    {
        if (operation.FindPlace("multipart") is { } multipart)
        {
            var parts = multipart.Fields.FirstOrDefault(field => field.Name == "meta")?.Fields ?? multipart.Fields;
            var type = operation.Version == "v3" ? "global::WeChatPay.Chain.Media.MediaUpload" : "global::System.Net.Http.HttpContent";
            var text = $"meta: {string.Join(", ", parts.Select(field => XmlText.Code(field.Name)))}";
            yield return new(type, "body", text, null, "Body = Require(body, \"body\")");
        }
    }

    private static Parameter Headers(Operation operation)
    {
        var hasType = OperationTypes.HasHeaders(operation);
        var type = hasType ? OperationTypes.PartOf(operation, "headers") : "global::WeChatPay.Chain.Endpoints.RequestHeaders";
        var isRequired = OperationTypes.HeadersOf(operation).Any(field => field.IsRequired);
        var names = string.Join(", ", operation.FindPlace("header")?.Fields.Select(field => XmlText.Code(field.Name)) ?? []);
        return isRequired
            ? new Parameter(type, "headers", names, null, null)
            : new Parameter($"{type}?", "headers", names, Null, null);
    }

    private static Parameter BaseUri(Operation operation) => operation.Host switch
    {
        { IsOnly: true, Url: var url } => new("string?", "base_uri", $"默认 default: {XmlText.Code(url)}", Null, null),
        { Url: var url } => new("string?", "base_uri", $"{XmlText.Code(url)}, 或默认 or by default <c>BaseAddress</c>", Null, null),
        null => new("string?", "base_uri", "", Null, null),
    };

    private static Parameter Timeout() => new("global::WeChatPay.Chain.CallTimeout", "timeout", "", "default", null);

    private static IEnumerable<Parameter> Flags(Operation operation) =>
        from flag in operation.Documentation.Flags
        where flag is "security" or "nonceless"
        let text = flag == "security" ? "商户证书 presents the merchant certificate" : "不带 omits <c>nonce_str</c>"
        select new Parameter("bool", flag, text, "true", $"{CSharpName.ToPascal(flag)} = {flag}");

    private static IEnumerable<Parameter> Download(Operation operation)
    {
        if (operation.Response.Kind.StartsWith("stream", StringComparison.Ordinal) || operation.Documentation.Flags.Contains("download"))
        {
            yield return new("object?", "sink", "文件路径 a file path, or a writable <c>Stream</c>", Null, "Sink = sink");
            yield return new("global::System.IProgress<long>?", "progress", "已接收的字节数 bytes received so far", Null, "Progress = progress");
            yield return new(
                "bool", "unsigned", "<c>true</c>: 接受没有签名的应答 accepts a response without a signature", "false", "Unsigned = unsigned");
        }
    }

    private static string RequiredFields(Place place)
    {
        var names = place.Fields.Where(field => field.IsRequired).Select(field => XmlText.Code(field.Name)).ToList();
        return names.Count == 0 ? "" : $"必填 required: {string.Join(", ", names)}";
    }
}
