using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Says which path was sent when the platform does not know it, and what looks wrong with it.</summary>
internal static class PathAdvice
{
    // Of the paths that the platform documents, only these have '_' inside a segment; some three hundred segments have '-'.
    private static readonly string[] _underscored =
    [
        "applyment_id", "available_abroad_amounts", "business_code", "commit_status", "mch_archives",
        "mch_media", "mch_operate", "policy_periods", "sub_merchants", "video_upload",
    ];

    /// <returns>A sentence or more, with a space in front. Variables are shown by their names.</returns>
    public static string For(CallRequest request)
    {
        var path = PathOf(request);
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var hints = segments.Select(HintOn).Prepend(HintOnVersion(segments)).OfType<string>();
        return $" Sent to the path '{PlainText.From(path)}'.{string.Concat(hints.Select(hint => $" {hint}"))} Compare it with the "
            + "documentation of the endpoint; "
            + "if it is right, what its variables name does not exist.";
    }

    // The values stay out of it. What a base address puts in front has no variables.
    private static string PathOf(CallRequest request)
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

    private static string? HintOnVersion(string[] segments) => segments.Count(segment => segment == "v3") switch
    {
        0 when Array.Exists(segments, segment => segment == "V3") => "'V3' has a capital letter; write 'v3'.",
        0 => "It has no 'v3', with which the paths of APIv3 begin, as in client.v3.certificates.",
        1 => null,
        _ => "It has 'v3' more than once.",
    };

    private static string? HintOn(string segment)
    {
        if (segment.Contains('{'))
        {
            return null;
        }
        if (segment.Any(char.IsAsciiLetterUpper) && segment.All(char.IsAsciiLetter))
        {
            return $"'{segment}' has capital letters; the platform's paths have none.";
        }
        return Array.Find(_underscored, name => name.Replace('_', '-') == segment) is { } documented
            ? $"'{segment}' is documented as '{documented}'; write that."
            : segment.Contains('_') && segment.All(character => char.IsAsciiLetter(character) || character == '_')
                && !_underscored.Contains(segment)
                ? $"'{segment}' has '_'; the platform's paths mostly have '-' between words, "
                    + $"which a member is written for as {Camel(segment)}."
                : null;
    }

    private static string Camel(string segment) => string.Concat(
        segment.Split('_', StringSplitOptions.RemoveEmptyEntries).Select((word, index) =>
            index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
