using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Reads the fields of a request's JSON, and keeps the platform's response to the first one that is wrong.</summary>
internal sealed class BodyFields(JsonElement body)
{
    /// <summary>Null as long as each field that was read is right.</summary>
    public SandboxResponse? Refusal { get; private set; } = body.ValueKind == JsonValueKind.Object
        ? null
        : SandboxResponse.Error(400, "PARAM_ERROR", "请求体不是合法的JSON", new { field = "/", issue = "the body is no JSON object", location = "body" });

    public bool Has(string path) => Find(path) is { ValueKind: not JsonValueKind.Null };

    /// <param name="path">Such as <c>/payer/openid</c>.</param>
    /// <param name="form">What the whole text must match.</param>
    /// <param name="issue">What is said when it does not.</param>
    /// <returns>Empty when it is wrong.</returns>
    public string Text(string path, [StringSyntax(StringSyntaxAttribute.Regex)] string form, string issue)
    {
        if (Find(path) is { ValueKind: JsonValueKind.String } value && Regex.IsMatch(value.GetString()!, $@"\A(?:{form})\z", RegexOptions.CultureInvariant | RegexOptions.Singleline))
        {
            return value.GetString()!;
        }
        Refuse(path, issue);
        return "";
    }

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string path, int maximumLength) =>
        Has(path) ? Text(path, $".{{0,{maximumLength}}}", $"a text of at most {maximumLength} characters is expected") : null;

    /// <summary>A time that may be absent.</summary>
    public DateTimeOffset? OptionalTime(string path)
    {
        if (!Has(path))
        {
            return null;
        }
        if (Find(path) is { ValueKind: JsonValueKind.String } value && DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var time))
        {
            return time;
        }
        Refuse(path, "a time as in RFC 3339 is expected");
        return null;
    }

    /// <summary>An amount in fen.</summary>
    public long Fen(string path)
    {
        if (Find(path) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var fen) && fen > 0)
        {
            return fen;
        }
        Refuse(path, "a whole number of fen above zero is required");
        return 0;
    }

    public void Refuse(string path, string issue) => Refusal ??= SandboxResponse.Error(
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
