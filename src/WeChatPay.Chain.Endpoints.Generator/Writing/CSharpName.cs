using System.Collections.Frozen;
using System.Text;

namespace WeChatPay.Chain.Endpoints.Generator.Writing;

/// <summary>Turns names of the wire into names of C#.</summary>
internal static class CSharpName
{
    private static readonly FrozenSet<string> _keywords = FrozenSet.Create(
        "abstract", "as", "base", "bool", "break", "byte", "case", "catch", "char", "checked", "class", "const", "continue", "decimal",
        "default", "delegate", "do", "double", "else", "enum", "event", "explicit", "extern", "false", "field", "finally", "fixed", "float",
        "for", "foreach", "goto", "if", "implicit", "in", "int", "interface", "internal", "is", "lock", "long", "namespace", "new", "null",
        "object", "operator", "out", "override", "params", "private", "protected", "public", "readonly", "ref", "return", "sbyte", "sealed",
        "short", "sizeof", "stackalloc", "static", "string", "struct", "switch", "this", "throw", "true", "try", "typeof", "uint", "ulong",
        "unchecked", "unsafe", "ushort", "using", "virtual", "void", "volatile", "while");

    /// <summary>
    /// The identifier of a field or variable: the name itself, escaped if it is a keyword. A header has <c>_</c> for <c>-</c>.
    /// </summary>
    public static string ToIdentifier(string name)
    {
        var identifier = name.Replace('-', '_');
        return _keywords.Contains(identifier) ? $"@{identifier}" : identifier;
    }

    /// <summary>
    /// The member that a dynamic chain turns into the segment: <c>membercard-open</c> is <c>membercardOpen</c>, <c>{card_id}</c> is
    /// <c>_card_id_</c>.
    /// </summary>
    public static string ToMember(string segment)
    {
        if (IsVariable(segment))
        {
            return $"_{segment[1..^1]}_";
        }
        var member = new StringBuilder();
        for (var i = 0; i < segment.Length; i++)
        {
            member.Append(segment[i] == '-' ? char.ToUpperInvariant(segment[++i]) : segment[i]);
        }
        return ToIdentifier(member.ToString());
    }

    /// <summary>The type of a segment: <c>membercard-open</c> is <c>MembercardOpen</c>, <c>{card_id}</c> is <c>ByCardId</c>.</summary>
    public static string ToType(string segment) => IsVariable(segment) ? $"By{ToPascal(segment)}" : ToPascal(segment);

    /// <summary>Joins the words of a name in Pascal case.</summary>
    public static string ToPascal(string name)
    {
        var pascal = new StringBuilder();
        var startsWord = true;
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                pascal.Append(startsWord ? char.ToUpperInvariant(c) : c);
                startsWord = false;
            }
            else
            {
                startsWord = true;
            }
        }
        return pascal.Length == 0 || char.IsAsciiDigit(pascal[0]) ? $"_{pascal}" : pascal.ToString();
    }

    /// <summary>The verb of a method: <c>POST</c> is <c>Post</c>.</summary>
    public static string ToVerb(string method) => method[0] + method[1..].ToLowerInvariant();

    private static bool IsVariable(string segment) => segment[0] == '{';
}
