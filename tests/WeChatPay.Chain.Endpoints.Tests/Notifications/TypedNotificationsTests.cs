using System.Globalization;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Endpoints.Tests.Lines;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.Endpoints.Tests.Notifications;

/// <summary>Notifications that are signed, encrypted and read as an application reads them.</summary>
internal sealed class TypedNotificationsTests
{
    private const string ApiV3Key = "0123456789abcdefghijklmnopqrstuv";
    private const string ApiV2Key = "vutsrqponmlkjihgfedcba9876543210";

    [Test]
    public void Is_TheKind_ReadsItsFields()
    {
        var notification = Read("TRANSACTION.SUCCESS", "transaction", """{"out_trade_no":"A1","amount":{"total":100}}""");

        Assert.Multiple(() =>
        {
            Assert.That(notification.Is<TransactionSuccess>(out var data), Is.True);
            Assert.That(data!.out_trade_no, Is.EqualTo("A1"));
            Assert.That(data.amount!.total, Is.EqualTo(100));
            Assert.That(data.transaction_id, Is.Null);
        });
    }

    [Test]
    public void Is_AnotherKind_IsFalse()
    {
        var notification = Read("REFUND.SUCCESS", "refund", """{"out_trade_no":"A1"}""");

        Assert.Multiple(() =>
        {
            Assert.That(notification.Is<TransactionSuccess>(out var data), Is.False);
            Assert.That(data, Is.Null);
            Assert.That(notification.Is<RefundSuccess>(out _), Is.True);
        });
    }

    [Test]
    public void Is_OneOfTwoKindsOfAnEvent_IsDecidedByTheOriginalType()
    {
        var notification = Read("TRANSACTION.SUCCESS", "profitsharing", """{"out_order_no":"P1"}""");

        Assert.Multiple(() =>
        {
            Assert.That(notification.Is<TransactionSuccess>(out _), Is.False);
            Assert.That(notification.Is<ProfitsharingSuccess>(out var data), Is.True);
            Assert.That(data!.out_order_no, Is.EqualTo("P1"));
        });
    }

    [Test]
    public void Is_AKindWhoseEventNoOtherHas_IgnoresTheOriginalType() =>
        Assert.That(Read("PAYSCORE.USER_CONFIRM", "new_type", "{}").Is<PayscoreUserConfirm>(out _), Is.True);

    [Test]
    public void Is_APaymentOfApiV2_ReadsItsFields()
    {
        var notification = ReadV2(
            "return_code", "SUCCESS", "result_code", "SUCCESS", "mch_id", "1900000109", "out_trade_no", "A1", "total_fee", "100");

        Assert.Multiple(() =>
        {
            Assert.That(notification.Is<V2.TransactionSuccess>(out var data), Is.True);
            Assert.That(data!.total_fee, Is.EqualTo("100"));
            Assert.That(notification.Is<V2.RefundProcessed>(out _), Is.False);
            Assert.That(notification.Is<V2.PapContractStateChanged>(out _), Is.False);
        });
    }

    [Test]
    public void Is_AContractOfApiV2_IsNotAPayment()
    {
        var notification = ReadV2("mch_id", "1900000109", "change_type", "ADD", "contract_id", "C1", "contract_code", "1");

        Assert.Multiple(() =>
        {
            Assert.That(notification.Is<V2.PapContractStateChanged>(out var data), Is.True);
            Assert.That(data!.contract_id, Is.EqualTo("C1"));
            Assert.That(notification.Is<V2.TransactionSuccess>(out _), Is.False);
        });
    }

    private static Notification Read(string eventType, string originalType, string resource)
    {
        const string Nonce = "0123456789ab";
        var body = JsonSerializer.Serialize(new
        {
            id = "EV-1",
            create_time = "2026-11-29T10:00:00+08:00",
            event_type = eventType,
            resource_type = "encrypt-resource",
            summary = "",
            resource = new
            {
                algorithm = "AEAD_AES_256_GCM",
                original_type = originalType,
                nonce = Nonce,
                associated_data = originalType,
                ciphertext = Crypto.AesGcm.Encrypt(resource, ApiV3Key, Nonce, originalType),
            },
        });
        var timestamp = Formatter.Timestamp();
        var message = Formatter.Response(timestamp.ToString(CultureInfo.InvariantCulture), "nonce", body);
        var headers = new Dictionary<string, string>
        {
            ["Wechatpay-Timestamp"] = timestamp.ToString(CultureInfo.InvariantCulture),
            ["Wechatpay-Nonce"] = "nonce",
            ["Wechatpay-Serial"] = RecordedCall.PlatformSerial,
            ["Wechatpay-Signature"] = Rsa.Sign(message, TestKeys.Platform),
        };
        using var client = CreateClient();
        return new NotificationReader(client).Read(name => headers.GetValueOrDefault(name), Encoding.UTF8.GetBytes(body));
    }

    private static V2Notification ReadV2(params string[] pairs)
    {
        var fields = pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        fields["sign"] = Hash.Sign(Hash.TypeMd5, Formatter.QueryStringLike(Formatter.Ksort(fields)), ApiV2Key);
        using var client = CreateClient();
        return new NotificationReader(client).ReadV2(Encoding.UTF8.GetBytes(Transformer.ToXml(fields)));
    }

    private static WeChatPayClient CreateClient() => new(new WeChatPayClientOptions
    {
        MerchantId = RecordedCall.MerchantId,
        MerchantSerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
        MerchantPrivateKey = TestKeys.Merchant,
        PlatformKeys = { [RecordedCall.PlatformSerial] = TestKeys.Platform },
        ApiV3Key = ApiV3Key,
        ApiV2Key = ApiV2Key,
    });
}
