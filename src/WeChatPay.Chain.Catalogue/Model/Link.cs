namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>An official page.</summary>
/// <param name="Text">The link as it is written in the catalogue: short, or a mode and a URL.</param>
public sealed record Link(string Text)
{
    private const string Site = "https://pay.weixin.qq.com/doc/";

    /// <summary>Gets the address of the page.</summary>
    public string Url => Text.IndexOf(' ') is >= 0 and var space ? Text.Substring(space + 1) : Site + Text;
}
