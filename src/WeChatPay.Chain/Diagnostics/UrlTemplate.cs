using System.Buffers;
using System.Text;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Removes values from the template of a call, so that it can be shown and has few variants.</summary>
internal static class UrlTemplate
{
    private const string LeftOut = "{…}";
    private const int LongestName = 40;
    private const int LongestNameWithCapitals = 20;
    private const int MostDigits = 3;

    private static readonly SearchValues<char> _nameCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");

    /// <param name="template">The template. It may contain IDs in place of variables, or be a URL.</param>
    public static string Redact(string template)
    {
        var path = GetPath(template);
        StringBuilder? shown = null;
        var (start, depth) = (0, 0);
        for (var i = 0; i <= path.Length; i++)
        {
            if (i == path.Length || (path[i] == '/' && depth == 0))
            {
                if (IsValue(path.AsSpan(start, i - start)))
                {
                    (shown ??= new StringBuilder().Append(path, 0, start)).Append(LeftOut);
                }
                else
                {
                    shown?.Append(path, start, i - start);
                }
                shown?.Append(path, i, i < path.Length ? 1 : 0);
                start = i + 1;
            }
            else
            {
                depth += Step(path[i]);
            }
        }
        return shown?.ToString() ?? path;
    }

    private static string GetPath(string template)
    {
        if (template.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0)
        {
            var path = template.IndexOf('/', scheme + 3);
            template = path < 0 ? "" : template[(path + 1)..];
        }
        return template.EndsWith(CallRequest.QueryLeftOut, StringComparison.Ordinal)
            ? template[..^CallRequest.QueryLeftOut.Length]
            : template;
    }

    // Names of the platform are short and have few digits, such as applyment4sub, unlike IDs. Expressions in braces are names of variables.
    private static bool IsValue(ReadOnlySpan<char> segment)
    {
        var (depth, length, digits, capitals) = (0, 0, 0, 0);
        foreach (var character in segment)
        {
            var before = depth;
            depth += Step(character);
            if (before == 0 && depth == 0)
            {
                length++;
                digits += char.IsAsciiDigit(character) ? 1 : 0;
                capitals += char.IsAsciiLetterUpper(character) ? 1 : 0;
                if (!_nameCharacters.Contains(character))
                {
                    return true;
                }
            }
        }
        return digits > MostDigits || length > (capitals > 0 ? LongestNameWithCapitals : LongestName);
    }

    private static int Step(char character) => character switch { '{' => 1, '}' => -1, _ => 0 };
}
