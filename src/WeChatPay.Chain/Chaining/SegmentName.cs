using System.Text;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Chaining;

/// <summary>Turns the name of a member of a dynamic chain into a segment of a path.</summary>
internal static class SegmentName
{
    /// <summary>
    /// <c>membercardOpen</c> becomes <c>membercard-open</c>, <c>_card_id_</c> becomes the variable <c>{card_id}</c>, whose inside
    /// is kept, and everything else stays as it is.
    /// </summary>
    /// <exception cref="ArgumentException">Nothing stands between the underscores, or something that no template takes: a C# name may hold more letters than that of a variable.</exception>
    public static string ToSegment(string member) => UriTemplate.Parse(Rewritten(member)).Text;

    private static string Rewritten(string member)
    {
        if (member.StartsWith('_') && member.EndsWith('_'))
        {
            return member.Trim('_').Length > 0
                ? $"{{{member[1..^1]}}}"
                : throw new ArgumentException($"The member '{member}' names no variable. Write one as _name_, for {{name}}.", nameof(member));
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
