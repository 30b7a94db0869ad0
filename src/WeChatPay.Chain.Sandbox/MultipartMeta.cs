using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox;

/// <summary>Finds what an upload is signed over: the part <c>meta</c>, byte for byte.</summary>
internal static partial class MultipartMeta
{
    private const string HeadEnd = "\r\n\r\n";

    /// <returns>The whole body of anything that is no upload; nothing for an upload without that part.</returns>
    public static byte[] SignedBytes(SandboxRequest request)
    {
        var boundary = Boundary().Match(request.Headers.GetValueOrDefault("Content-Type", "")).Groups[1].Value;
        if (boundary.Length == 0)
        {
            return request.BodyBytes;
        }
        // One character per byte, so that the file's bytes survive the search.
        var parts = $"\r\n{Encoding.Latin1.GetString(request.BodyBytes)}".Split($"\r\n--{boundary}");
        var meta = parts.FirstOrDefault(part => MetaName().IsMatch(part.Split(HeadEnd, 2)[0]))?.Split(HeadEnd, 2);
        return meta is [_, var content] ? Encoding.Latin1.GetBytes(content) : [];
    }

    [GeneratedRegex("^multipart/[^;]+;.*?boundary=\"?([^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("^(?i:content-disposition):.*[; ](?i:name)=\"?meta\"?(?:;|\r?$)", RegexOptions.Multiline)]
    private static partial Regex MetaName();
}
