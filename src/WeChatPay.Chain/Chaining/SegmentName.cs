using System.Text;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Chaining;

/// <summary>Converts a member name of a dynamic chain to a path segment.</summary>
internal static class SegmentName
{
    /// <summary>
    /// <c>membercardOpen</c> becomes <c>membercard-open</c>, <c>_card_id_</c> becomes the variable <c>{card_id}</c>, and other names are
    /// not changed.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The name between the underscores is empty, or contains characters that are valid in C# but not in the name of a variable.
    /// </exception>
    public static string ToSegment(string member) => UriTemplate.Parse(Rewrite(member)).Text;

    private static string Rewrite(string member)
    {
        if (member.StartsWith('_') && member.EndsWith('_'))
        {
            return member.Trim('_').Length > 0
                ? $"{{{member[1..^1]}}}"
                : throw new ArgumentException(
                    $"The member '{member}' does not contain the name of a variable. Write _name_ for {{name}}.", nameof(member));
        }
        return member.AsSpan().ContainsAnyInRange('A', 'Z') ? Hyphenate(member) : member;
    }

    private static string Hyphenate(string member)
    {
        var segment = new StringBuilder(member.Length + 4);
        foreach (var letter in member)
        {
            if (char.IsAsciiLetterUpper(letter) && segment.Length > 0)
            {
                segment.Append('-');
            }
            segment.Append(char.IsAsciiLetterUpper(letter) ? (char)(letter | 0x20) : letter);
        }
        return segment.ToString();
    }
}
