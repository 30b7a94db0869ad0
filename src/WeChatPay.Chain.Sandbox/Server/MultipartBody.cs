using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Takes a multipart body apart.</summary>
internal static partial class MultipartBody
{
    private const string HeadEnd = "\r\n\r\n";

    /// <returns>The parts in the order of the body; null for anything that is no multipart.</returns>
    public static IReadOnlyList<MultipartPart>? Parts(SandboxRequest request)
    {
        var boundary = Boundary().Match(request.Headers.GetValueOrDefault("Content-Type", "")).Groups[1].Value;
        if (boundary.Length == 0)
        {
            return null;
        }
        // One character per byte, so that the bytes of a file survive the search.
        return [.. $"\r\n{Encoding.Latin1.GetString(request.BodyBytes)}".Split($"\r\n--{boundary}").Skip(1)
            .Select(part => part.Split(HeadEnd, 2))
            .Where(part => part.Length == 2)
            .Select(part => Read(part[0], part[1]))];
    }

    private static MultipartPart Read(string head, string content)
    {
        var groups = Disposition().Match(head).Groups;
        var parameters = groups["name"].Captures.Zip(groups["value"].Captures)
            .ToLookup(pair => pair.First.Value, pair => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(pair.Second.Value)), StringComparer.OrdinalIgnoreCase);
        return new MultipartPart(parameters["name"].FirstOrDefault(), parameters["filename"].FirstOrDefault(), Encoding.Latin1.GetBytes(content));
    }

    [GeneratedRegex("^multipart/[^;]+;.*?boundary=\"?([^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("^content-disposition:\\s*form-data(?:\\s*;\\s*(?<name>[a-z*]+)=(?:\"(?<value>[^\"]*)\"|(?<value>[^\";\\s]+)))*", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Disposition();
}
