using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Requests;

/// <summary>A template or an expanded one, and the API version that its first segment selects.</summary>
internal readonly record struct VersionedTarget(ApiVersion Version, string Target)
{
    private const string V2Segment = "v2";

    /// <summary>Parses a target. A first segment <c>v2</c>, in any case, selects APIv2 and is removed.</summary>
    public static VersionedTarget Parse(string target)
    {
        var path = target.TrimStart('/');
        var end = path.AsSpan().IndexOfAny('/', '?');
        var first = end < 0 ? path : path[..end];
        return first.Equals(V2Segment, StringComparison.OrdinalIgnoreCase)
            ? new VersionedTarget(ApiVersion.V2, path[V2Segment.Length..])
            : new VersionedTarget(ApiVersion.V3, target);
    }
}
