using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Reads the fields of a JSON request, and keeps the error response for the first invalid one.</summary>
internal sealed class BodyFields(JsonElement body)
{
    /// <summary>The platform's error response, or null if all fields read so far are valid.</summary>
    public SandboxResponse? Error { get; private set; } = body.ValueKind == JsonValueKind.Object
        ? null
        : SandboxResponse.Error(400, "PARAM_ERROR", "请求体不是合法的JSON",
            new { field = "/", issue = "the body must be a JSON object", location = "body" });

    public bool Has(string path) => Find(path) is { ValueKind: not JsonValueKind.Null };

    /// <param name="path">The path, such as <c>/payer/openid</c>.</param>
    /// <param name="pattern">A regular expression for the whole value.</param>
    /// <param name="issue">The reason to report if the value does not match.</param>
    /// <returns>The value, or an empty string if it is invalid.</returns>
    public string ReadText(string path, [StringSyntax(StringSyntaxAttribute.Regex)] string pattern, string issue)
    {
        if (Find(path) is { ValueKind: JsonValueKind.String } value
            && Regex.IsMatch(value.GetString()!, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant | RegexOptions.Singleline))
        {
            return value.GetString()!;
        }
        Reject(path, issue);
        return "";
    }

    /// <returns>The value, or null if the field is missing.</returns>
    public string? ReadOptionalText(string path, int maximumLength) =>
        Has(path) ? ReadText(path, $".{{0,{maximumLength}}}", $"must be a string of at most {maximumLength} characters") : null;

    /// <returns>The time, or null if the field is missing.</returns>
    public DateTimeOffset? ReadOptionalTime(string path)
    {
        if (!Has(path))
        {
            return null;
        }
        if (Find(path) is { ValueKind: JsonValueKind.String } value
            && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var time))
        {
            return time;
        }
        Reject(path, "must be a time in RFC 3339 format");
        return null;
    }

    /// <returns>The amount in fen, or zero if it is invalid.</returns>
    public long ReadFen(string path)
    {
        if (Find(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var fen) && fen > 0)
        {
            return fen;
        }
        Reject(path, "must be a positive integer, in fen");
        return 0;
    }

    public void Reject(string path, string issue) => Error ??= SandboxResponse.Error(
        400, "PARAM_ERROR", $"参数“{path[1..]}”不正确", new { field = path, issue, location = "body", value = Find(path) });

    private JsonElement? Find(string path)
    {
        var found = body;
        foreach (var name in path[1..].Split('/'))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
            {
                return null;
            }
        }
        return found;
    }
}
