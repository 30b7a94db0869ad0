using WeChatPay.Chain.Catalogue.Grammar;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The first line of an operation or a webhook: <c>POST v3/pay/transactions/jsapi  JSAPI下单</c>.</summary>
/// <param name="Line">The line.</param>
/// <param name="Method">The verb, or <c>WEBHOOK</c>.</param>
/// <param name="Target">The path, or the version and the kind.</param>
/// <param name="Title">The platform's title.</param>
internal sealed record Header(SourceLine Line, string Method, string Target, string Title)
{
    private const string Webhook = "WEBHOOK";

    public bool IsWebhook => Method == Webhook;

    public string Id => IsWebhook ? Target : $"{Method} {Target}";

    public static Header Parse(SourceLine line)
    {
        if (line.Depth != 0)
        {
            throw line.Error($"'{line.Text}' is indented before the first operation; expected METHOD PATH, two spaces, and a title.");
        }
        var gap = line.Text.IndexOf("  ", StringComparison.Ordinal);
        var words = gap < 0 ? [] : line.Text.Substring(0, gap).Split(' ');
        if (words.Length != 2 || line.Text[gap + 2] == ' ')
        {
            throw line.Error($"'{line.Text}' is not an operation; expected METHOD PATH, two spaces, and a title.");
        }
        var (method, target) = (words[0], words[1]);
        if (method != Webhook)
        {
            line.OneOf(Vocabulary.Methods, method, "a verb");
        }
        VersionedPath.Check(line, target);
        return new(line, method, target, line.Text.Substring(gap + 2));
    }
}
