using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>The fields of an APIv2 message, wherever they stand.</summary>
internal static class V2Fields
{
    /// <summary>Whether a request speaks APIv2: it says so nowhere, but it bears no <c>Authorization</c>, and its path does not belong to APIv3.</summary>
    public static bool AreMeantBy(SandboxRequest request) => !request.Headers.ContainsKey("Authorization") && !request.Path.Split('/').Contains("v3");

    /// <summary>The fields of a request: in a GET the query, of a form its values, otherwise the XML.</summary>
    /// <returns>Empty when there are none, and when a name comes twice.</returns>
    public static IReadOnlyDictionary<string, string> Of(SandboxRequest request)
    {
        var fields = request.Method == HttpMethod.Get
            ? request.Target[request.Path.Length..].TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Decoded)
            : OfForm(request) ?? V2Xml.Read(request.BodyBytes) ?? [];
        var read = new Dictionary<string, string>();
        return fields.All(field => read.TryAdd(field.Key, field.Value)) ? read : new Dictionary<string, string>();
    }

    /// <summary>The fields of an response, in the order in which a test writes them.</summary>
    /// <param name="fields">An anonymous object or a dictionary; the values are texts, numbers or null.</param>
    /// <exception cref="ArgumentException">There are no names, or a value is something else.</exception>
    public static IEnumerable<KeyValuePair<string, string>> Given(object fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return JsonSerializer.SerializeToElement(fields, SandboxJson.Options) is { ValueKind: JsonValueKind.Object } named
            ? named.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, TextOf(field)))
            : throw new ArgumentException($"A {fields.GetType().Name} has no named fields; an anonymous object or a dictionary is expected.", nameof(fields));
    }

    // A file is no field: the platform signs its hash.
    private static IEnumerable<KeyValuePair<string, string>>? OfForm(SandboxRequest request) => MultipartBody.Parts(request)?
        .Where(part => part is { Name: not null, FileName: null })
        .Select(part => KeyValuePair.Create(part.Name!, Encoding.UTF8.GetString(part.Content)));

    private static KeyValuePair<string, string> Decoded(string pair)
    {
        var parts = pair.Replace('+', ' ').Split('=', 2);
        return KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private static string TextOf(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.String => field.Value.GetString()!,
        JsonValueKind.Number => field.Value.GetRawText(),
        JsonValueKind.Null => "",
        var kind => throw new ArgumentException($"The field '{field.Name}' is a JSON {kind}; a text or a number is expected, because the fields of APIv2 are flat.", field.Name),
    };
}
