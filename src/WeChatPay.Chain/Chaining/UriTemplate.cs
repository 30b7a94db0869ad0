using System.Text.RegularExpressions;
namespace WeChatPay.Chain.Chaining;
internal sealed class UriTemplate(string text)
{
    public static UriTemplate Parse(string text) => new(text);
    public string Text => text;
    public IReadOnlyList<string> Variables { get; } = Regex.Matches(text, @"\{\+?(\w+)\}").Select(m => m.Groups[1].Value).ToArray();
    public string Expand(Func<string, object?> valueOf) => Regex.Replace(text, @"\{(\+?)(\w+)\}", m => m.Groups[1].Length > 0 ? valueOf(m.Groups[2].Value)!.ToString()! : Uri.EscapeDataString(valueOf(m.Groups[2].Value)!.ToString()!));
}
