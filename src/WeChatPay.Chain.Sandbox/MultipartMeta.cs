using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox;

/// <summary>Finds what an upload is signed over: the part <c>meta</c>, byte for byte.</summary>
internal static partial class MultipartMeta
{
    /// <returns>The whole body of anything that is no upload.</returns>
    public static string SignedText(SandboxRequest request)
    {
        var boundary = Boundary().Match(request.Headers.GetValueOrDefault("Content-Type", "")).Groups[1].Value;
        if (boundary.Length == 0)
        {
            return request.Body;
        }
        // One character per byte, so that the file's bytes survive the search.
        var parts = Encoding.Latin1.GetString(request.BodyBytes).Split($"--{boundary}");
        var meta = parts.FirstOrDefault(part => part.Contains("name=\"meta\"", StringComparison.Ordinal)) ?? "";
        var start = meta.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return start < 0 ? "" : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(meta[(start + 4)..^2]));
    }

    [GeneratedRegex("^multipart/.*boundary=\"?([^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();
}
