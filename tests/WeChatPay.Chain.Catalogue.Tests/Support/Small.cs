using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Catalogue.Tests.Support;

/// <summary>Small catalogues of one file.</summary>
internal static class Small
{
    public const string OperationFile = "v3/pay.txt";

    public const string WebhookFile = "webhooks/v3.txt";

    /// <summary>An operation whose fields are lines, in the place <c>json</c>. The first field is on line 3.</summary>
    public static string Fields(params string[] lines) =>
        Text(["POST v3/pay/orders  下单", "  json", .. lines.Select(line => "    " + line), "  -> json"]);

    /// <summary>An operation with lines between its title and its places. The first is on line 2.</summary>
    public static string Lines(params string[] lines) =>
        Text(["POST v3/pay/orders  下单", .. lines.Select(line => "  " + line), "  json", "    a string", "    b string", "  -> json"]);

    /// <summary>A webhook with lines between its title and its content. The first is on line 2.</summary>
    public static string WebhookLines(params string[] lines) =>
        Text(["WEBHOOK v3/ORDER.PAID  支付通知", .. lines.Select(line => "  " + line), "  resource", "    a string", "    b string"]);

    public static string Text(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    public static EndpointCatalogue Read(string text, string file = OperationFile) => CatalogueReader.Read([new(file, text)]);

    public static string ErrorOf(string text, string file = OperationFile) =>
        Assert.Throws<CatalogueException>(() => Read(text, file))!.Message;
}
