using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.V2;

/// <summary>Reads the fields of APIv2 requests and creates those of responses.</summary>
internal static class V2Fields
{
    /// <summary>Whether a request is for APIv2: it has no <c>Authorization</c> header, and its path has no segment <c>v3</c>.</summary>
    public static bool IsV2Request(SandboxRequest request) =>
        !request.Headers.ContainsKey("Authorization") && !request.Path.Split('/').Contains("v3");

    /// <summary>Reads the fields of a request: the query of a GET, otherwise the form or the XML.</summary>
    /// <returns>The fields; empty if the body is not flat XML or a field occurs more than once.</returns>
    public static IReadOnlyDictionary<string, string> Read(SandboxRequest request)
    {
        var fields = request.Method == HttpMethod.Get
            ? request.Target[request.Path.Length..].TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Decode)
            : ReadForm(request) ?? V2Xml.Read(request.BodyBytes) ?? [];
        var read = new Dictionary<string, string>();
        return fields.All(field => read.TryAdd(field.Key, field.Value)) ? read : new Dictionary<string, string>();
    }

    /// <summary>Creates the fields of a response, in the given order.</summary>
    /// <param name="fields">An anonymous object or a dictionary, with strings, numbers and nulls as values.</param>
    /// <exception cref="ArgumentException">The argument has no named fields, or a value has another type.</exception>
    public static IEnumerable<KeyValuePair<string, string>> From(object fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return JsonSerializer.SerializeToElement(fields, SandboxJson.Options) is { ValueKind: JsonValueKind.Object } named
            ? named.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, GetText(field)))
            : throw new ArgumentException(
                $"A {fields.GetType().Name} does not have named fields. Pass an anonymous object or a dictionary.", nameof(fields));
    }

    // A file is not a field: the signature covers its hash, which is one.
    private static IEnumerable<KeyValuePair<string, string>>? ReadForm(SandboxRequest request) => MultipartBody.Read(request)?
        .Where(part => part is { Name: not null, FileName: null })
        .Select(part => KeyValuePair.Create(part.Name!, Encoding.UTF8.GetString(part.Content)));

    private static KeyValuePair<string, string> Decode(string pair)
    {
        var parts = pair.Replace('+', ' ').Split('=', 2);
        return KeyValuePair.Create(Uri.UnescapeDataString(parts[0]), Uri.UnescapeDataString(parts.ElementAtOrDefault(1) ?? ""));
    }

    private static string GetText(JsonProperty field) => field.Value.ValueKind switch
    {
        JsonValueKind.String => field.Value.GetString()!,
        JsonValueKind.Number => field.Value.GetRawText(),
        JsonValueKind.Null => "",
        var kind => throw new ArgumentException(
            $"The field '{field.Name}' must be a string or a number (was a JSON {kind}), because the fields of APIv2 are flat.",
            field.Name),
    };
}
