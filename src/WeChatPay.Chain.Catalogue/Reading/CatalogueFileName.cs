namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>The file that an operation or a webhook is written in.</summary>
internal static class CatalogueFileName
{
    /// <summary>Gets <c>v3/pay.txt</c> for <c>v3/pay/…</c>, and <c>webhooks/v3.txt</c> for a webhook of APIv3.</summary>
    public static string From(Header header)
    {
        var segments = header.Target.Split('/');
        return header.IsWebhook ? $"webhooks/{segments[0]}.txt" : $"{segments[0]}/{segments[1]}.txt";
    }
}
