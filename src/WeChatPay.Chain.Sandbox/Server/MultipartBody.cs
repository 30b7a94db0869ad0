using System.Text;
using System.Text.RegularExpressions;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Splits a multipart body into its parts.</summary>
internal static partial class MultipartBody
{
    private const string HeadEnd = "\r\n\r\n";

    /// <returns>The parts in the order of the body, or null if the body is not multipart.</returns>
    public static IReadOnlyList<MultipartPart>? Read(SandboxRequest request)
    {
        var boundary = Boundary().Match(request.Headers.GetValueOrDefault("Content-Type", "")).Groups[1].Value;
        if (boundary.Length == 0)
        {
            return null;
        }
        // Latin-1 maps each byte to one character, so the bytes of a file are preserved.
        return [.. $"\r\n{Encoding.Latin1.GetString(request.BodyBytes)}".Split($"\r\n--{boundary}").Skip(1)
            .Select(part => part.Split(HeadEnd, 2))
            .Where(part => part.Length == 2)
            .Select(part => ReadPart(part[0], part[1]))];
    }

    private static MultipartPart ReadPart(string head, string content)
    {
        var groups = Disposition().Match(head).Groups;
        var parameters = groups["name"].Captures.Zip(groups["value"].Captures).ToLookup(
            pair => pair.First.Value,
            pair => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(pair.Second.Value)),
            StringComparer.OrdinalIgnoreCase);
        var bytes = Encoding.Latin1.GetBytes(content);
        return new MultipartPart(parameters["name"].FirstOrDefault(), parameters["filename"].FirstOrDefault(), bytes);
    }

    [GeneratedRegex("^multipart/[^;]+;.*?boundary=\"?([^\";]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex(
        "^content-disposition:\\s*form-data(?:\\s*;\\s*(?<name>[a-z*]+)=(?:\"(?<value>[^\"]*)\"|(?<value>[^\";\\s]+)))*",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Disposition();
}
