using System.IO.Compression;
using System.Text;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

/// <summary>The built-in endpoints of APIv2, called with the library.</summary>
public sealed class V2EndpointsTests : OneSandboxTests
{
    private const string AppId = "wx0123456789abcdef";

    [Test]
    public async Task UnifiedOrder_ThroughClient_ReturnsPrepayId([Values("MD5", "HMAC-SHA256")] string type)
    {
        using var client = new WeChatPayClient(Merchant.Options);

        var order = await client.Chain("v2/pay/unifiedorder").PostAsync(new { xml = Order(type) });

        Assert.That(order.Xml["prepay_id"], Does.StartWith("wx"));
        Assert.That(order.Xml["code_url"], Does.StartWith("weixin://"));
        Assert.That(order.Xml["sign"], Has.Length.EqualTo(type == "MD5" ? 32 : 64));
    }

    [Test]
    public async Task UnifiedOrder_FieldMissing_ErrorNamesIt(
        [Values("appid", "body", "out_trade_no", "total_fee", "spbill_create_ip", "notify_url", "trade_type")] string missing,
        [Values] bool empty)
    {
        using var client = new WeChatPayClient(Merchant.Options);
        var order = Order("MD5");
        if (empty)
        {
            order[missing] = "";
        }
        else
        {
            order.Remove(missing);
        }

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            client.Chain("v2/pay/unifiedorder").PostAsync(new { xml = order })))!;

        Assert.That(failure.Code, Is.EqualTo("LACK_PARAMS"));
        Assert.That(failure.ApiMessage, Does.Contain(missing));
    }

    [Test]
    public async Task OrderQuery_EitherNumber_ReturnsOrder()
    {
        using var client = new WeChatPayClient(Merchant.Options);

        var byOrder = client.Chain("v2/pay/orderquery")
            .Post(new { xml = new { appid = AppId, mch_id = Merchant.Options.MerchantId, out_trade_no = "订单-1" } });
        var byTransaction = await client.Chain("v2/pay/orderquery")
            .PostAsync(new { xml = new { appid = AppId, mch_id = Merchant.Options.MerchantId, transaction_id = "4200000001" } });

        Assert.That(byOrder.Xml["trade_state"], Is.EqualTo("SUCCESS"));
        Assert.That(byOrder.Xml["out_trade_no"], Is.EqualTo("订单-1"));
        Assert.That(byOrder.Xml["transaction_id"], Does.Match("^4200[0-9]{24}$"));
        Assert.That(byOrder.Xml["time_end"], Is.EqualTo("20260601120000"));
        Assert.That(byTransaction.Xml["transaction_id"], Is.EqualTo("4200000001"));
        Assert.That(byTransaction.Xml["out_trade_no"], Does.Match("^[0-9]{28}$"));
    }

    [Test]
    public async Task OrderQuery_NumberMissing_ReturnsError()
    {
        using var client = new WeChatPayClient(Merchant.Options);

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            client.Chain("v2/pay/orderquery").PostAsync(new { xml = new { appid = AppId, mch_id = Merchant.Options.MerchantId } })))!;

        Assert.That(failure.ApiMessage, Does.Contain("transaction_id").And.Contain("out_trade_no"));
    }

    [Test]
    public async Task Refund_Order_ReturnsRefund()
    {
        using var client = new WeChatPayClient(Merchant.Options);

        var refund = await client.Chain("v2/secapi/pay/refund").PostAsync(new
        {
            xml = new
            {
                appid = AppId,
                mch_id = Merchant.Options.MerchantId,
                out_trade_no = "订单-1",
                out_refund_no = "退-1",
                total_fee = 101,
                refund_fee = 100
            },
        });

        Assert.That(refund.Xml["refund_id"], Does.Match("^5030[0-9]{24}$"));
        Assert.That(refund.Xml["refund_fee"], Is.EqualTo("100"));
        Assert.That(refund.Xml["out_refund_no"], Is.EqualTo("退-1"));
    }

    [Test]
    public async Task DownloadBill_TextOrGzip_ReturnsBill([Values] bool gzip)
    {
        using var client = new WeChatPayClient(Merchant.Options);
        var fields = new Dictionary<string, string>
        {
            ["appid"] = AppId,
            ["mch_id"] = Merchant.Options.MerchantId,
            ["bill_date"] = "20260531",
            ["bill_type"] = "ALL"
        };
        if (gzip)
        {
            fields["tar_type"] = "GZIP";
        }
        using var stream = new MemoryStream();

        await client.Chain("v2/pay/downloadbill").PostAsync(new { xml = fields, sink = stream });

        stream.Position = 0;
        using var reader = new StreamReader(gzip ? new GZipStream(stream, CompressionMode.Decompress) : stream, Encoding.UTF8);
        Assert.That(
            await reader.ReadToEndAsync(),
            Does.StartWith("交易时间,").And.Contain("`2026-05-31 ").And.Contain($",`{Merchant.Options.MerchantId},"));
    }

    [TestCase("2026-05-31", "invalid bill_date")]
    [TestCase("2026053", "invalid bill_date")]
    [TestCase("20260532", "invalid bill_date")]
    [TestCase("20260601", "No Bill Exist")]
    [TestCase("20260602", "No Bill Exist")]
    public async Task DownloadBill_InvalidOrFutureDate_ReturnsXmlError(string date, string message)
    {
        using var client = new WeChatPayClient(Merchant.Options);

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(
            () => client.Chain("v2/pay/downloadbill").PostAsync(
                new { xml = new { appid = AppId, mch_id = Merchant.Options.MerchantId, bill_date = date } })))!;

        Assert.That(failure.ApiMessage, Is.EqualTo(message));
    }

    [Test]
    public async Task Send_OtherKey_ReturnsSignatureError()
    {
        var options = Sandbox.CreateClientOptions();
        options.ApiV2Key = options.ApiV3Key;
        using var client = new WeChatPayClient(options);

        var failure = (await Assert.ThrowsAsync<WeChatPayApiException>(() =>
            client.Chain("v2/pay/orderquery").PostAsync(new { xml = new { mch_id = options.MerchantId } })))!;

        Assert.That(failure.ApiMessage, Is.EqualTo("签名错误"));
    }

    private Dictionary<string, object> Order(string type) => new()
    {
        ["appid"] = AppId,
        ["mch_id"] = Merchant.Options.MerchantId,
        ["sign_type"] = type,
        ["body"] = "体验 \"A&B\" <x>",
        ["out_trade_no"] = "20260601-1",
        ["total_fee"] = 101,
        ["spbill_create_ip"] = "127.0.0.1",
        ["notify_url"] = "https://example.com/通知?a=1&b=2",
        ["trade_type"] = "NATIVE",
    };
}
