using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Endpoints;
using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class NotificationsTests
{
    private const string KeyId = "PUB_KEY_ID_0119000001092026112100000000000001";
    private const string ApiV3Key = "abcdefghijklmnopqrstuvwxyz012345";

    private readonly List<string> _paid = [];

    private static WeChatPayClientOptions Options => new()
    {
        MerchantId = "1900000109",
        MerchantSerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10",
        MerchantPrivateKey = TestKeys.Merchant,
        PlatformKeys = { [KeyId] = TestKeys.PlatformPublic },
        ApiV3Key = ApiV3Key,
    };

    [Test]
    public async Task Handle_NotificationOfAPayment_MarksTheOrderAsPaid()
    {
        var options = Options;

        var reader = new NotificationReader(options);

        Assert.That(await HandleAsync(Signed(Payment("A20261121001")), reader), Is.EqualTo(204));
        Assert.That(_paid, Is.EqualTo(["A20261121001"]));
    }

    [Test]
    public async Task Handle_NotificationWithAnotherBody_IsRejected()
    {
        var request = Signed(Payment("A20261121001"));
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(Payment("A20261121002")));

        Assert.That(await HandleAsync(request, new NotificationReader(Options)), Is.EqualTo(401));
        Assert.That(_paid, Is.Empty);
    }

    [Test]
    public async Task Handle_NotificationOfAnotherAmount_Throws()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            HandleAsync(Signed(Payment("A20261121001", total: 1)), new NotificationReader(Options)));
        Assert.That(_paid, Is.Empty);
    }

    [TestCase("TRANSACTION.SUCCESS", "A20261121001")]
    [TestCase("REFUND.SUCCESS", "A20261121001-R")]
    [TestCase("COMPLAINT.CREATE", null)]
    public async Task Notification_OfAKind_IsReadTyped(string eventType, string? expected)
    {
        var body = Payment("A20261121001").Replace("TRANSACTION.SUCCESS", eventType, StringComparison.Ordinal);
        var notification = await ReadAsync(Signed(body));

        if (notification.Is<TransactionSuccess>(out var payment))
        {
            // Compares the merchant, the appid and the amount with the order before anything else.
            await MarkPaidAsync(payment.out_trade_no!, payment.mchid!, payment.appid!, payment.amount?.total ?? 0);
        }
        else if (notification.Is<RefundSuccess>(out var refund))
        {
            await MarkRefundedAsync(refund.out_refund_no!);
        }

        Assert.That(_paid, Is.EqualTo(expected is null ? [] : new[] { expected }));
    }

    private static async Task<Notification> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        return new NotificationReader(Options).Read(name => request.Headers[name], body.ToArray());
    }

    private Task MarkRefundedAsync(string refundNumber)
    {
        _paid.Add(refundNumber);
        return Task.CompletedTask;
    }

    private async Task<int> HandleAsync(HttpRequest request, NotificationReader reader)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        try
        {
            var notification = reader.Read(name => request.Headers[name], body.ToArray());
            if (notification.EventType == "TRANSACTION.SUCCESS")
            {
                // Compares the merchant, the appid and the amount with the order before anything else.
                var paid = notification.Data;
                await MarkPaidAsync((string)paid.out_trade_no, (string)paid.mchid, (string)paid.appid, (long)paid.amount.total);
            }
            return StatusCodes.Status204NoContent;
        }
        catch (WeChatPaySignatureException)
        {
            // A forgery, or a probe that the platform sends to check that it is rejected.
            return StatusCodes.Status401Unauthorized;
        }
    }

    private Task MarkPaidAsync(string orderNumber, string merchantId, string appId, long total)
    {
        if ((merchantId, appId, total) != ("1900000109", "wx8888888888888888", 100))
        {
            throw new InvalidDataException("The notification is about another order.");
        }
        _paid.Add(orderNumber);
        return Task.CompletedTask;
    }

    private static string Payment(string orderNumber, long total = 100) => JsonSerializer.Serialize(new
    {
        id = "EV-2026112109300000001",
        create_time = "2026-11-21T09:30:00+08:00",
        event_type = "TRANSACTION.SUCCESS",
        resource = new
        {
            algorithm = "AEAD_AES_256_GCM",
            ciphertext = AesGcm.Encrypt(
                $$"""
                {
                    "out_trade_no":"{{orderNumber}}","out_refund_no":"{{orderNumber}}-R",
                    "mchid":"1900000109","appid":"wx8888888888888888","amount":{"total":{{total}} }
                }
                """,
                ApiV3Key,
                "fdasflkja484"),
            nonce = "fdasflkja484",
        },
    });

    private static HttpRequest Signed(string body)
    {
        string timestamp = $"{Formatter.Timestamp()}", nonce = Formatter.Nonce();
        var request = new DefaultHttpContext().Request;
        request.Headers["Wechatpay-Serial"] = KeyId;
        request.Headers["Wechatpay-Timestamp"] = timestamp;
        request.Headers["Wechatpay-Nonce"] = nonce;
        request.Headers["Wechatpay-Signature"] = Rsa.Sign(Formatter.Response(timestamp, nonce, body), TestKeys.Platform);
        request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return request;
    }
}
