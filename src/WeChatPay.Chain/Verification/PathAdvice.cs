using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Explains <c>RESOURCE_NOT_EXISTS</c>: the path that was sent, and what looks wrong with it.</summary>
internal static class PathAdvice
{
    // In the documented paths, only these segments contain '_'; about three hundred segments contain '-'.
    private static readonly string[] _underscored =
    [
        "applyment_id", "available_abroad_amounts", "business_code", "commit_status", "mch_archives",
        "mch_media", "mch_operate", "policy_periods", "sub_merchants", "video_upload",
    ];

    /// <returns>One or more sentences, with a leading space. Variables are shown by name.</returns>
    public static string For(CallRequest request)
    {
        var path = GetPath(request);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var hints = segments.Select(FindHint).Prepend(FindVersionHint(segments)).OfType<string>();
        return $" Sent to the path '{DisplayText.From(path)}'.{string.Concat(hints.Select(hint => $" {hint}"))} Compare it with the "
            + "documentation of the endpoint. If it is right, the resource that its variables identify does not exist.";
    }

    // Without the values of variables. A prefix from the base address contains no variables.
    private static string GetPath(CallRequest request)
    {
        var template = request.Template.Split('?')[0];
        if (!template.Contains('{'))
        {
            return request.Uri.AbsolutePath;
        }
        if (template.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            return template[Math.Max(scheme, template.IndexOf('/', scheme + 3))..];
        }
        var segments = template.Trim('/').Split('/');
        var sent = request.Uri.AbsolutePath.Trim('/').Split('/');
        return $"/{string.Join('/', sent.Take(sent.Length - segments.Length).Concat(segments))}";
    }

    private static string? FindVersionHint(string[] segments) => segments.Count(segment => segment == "v3") switch
    {
        0 when Array.Exists(segments, segment => segment == "V3") => "'V3' contains a capital letter; use 'v3'.",
        0 => "It does not contain 'v3', which begins the paths of APIv3, as in client.v3.certificates.",
        1 => null,
        _ => "It contains 'v3' more than once.",
    };

    private static string? FindHint(string segment)
    {
        if (segment.Contains('{'))
        {
            return null;
        }
        if (segment.Any(char.IsAsciiLetterUpper) && segment.All(char.IsAsciiLetter))
        {
            return $"'{segment}' contains capital letters; the platform's paths do not.";
        }
        if (Array.Find(_underscored, name => name.Replace('_', '-') == segment) is { } documented)
        {
            return $"'{segment}' is documented as '{documented}'.";
        }
        var isWords = segment.Contains('_') && segment.All(character => char.IsAsciiLetter(character) || character == '_');
        return isWords && !_underscored.Contains(segment)
            ? $"'{segment}' contains '_'; most of the platform's paths use '-' between words. "
                + $"The member {ToCamelCase(segment)} produces it."
            : null;
    }

    private static string ToCamelCase(string segment) => string.Concat(
        segment.Split('_', StringSplitOptions.RemoveEmptyEntries).Select((word, index) =>
            index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
