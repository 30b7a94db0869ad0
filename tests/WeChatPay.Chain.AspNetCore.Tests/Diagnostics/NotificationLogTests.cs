using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Notifications;

namespace WeChatPay.Chain.AspNetCore.Tests.Diagnostics;

/// <summary>A rejected notification is logged once.</summary>
internal sealed class NotificationLogTests
{
    private static TestCaseData[] Rejections { get; } =
    [
        Case(SignatureFailure.Mismatch, notification => notification.Body[^1] ^= 1),
        Case(SignatureFailure.HeadersMissing, notification => notification.Headers.Clear()),
        Case(SignatureFailure.UnknownSerial, notification => notification.Headers["Wechatpay-Serial"] = "PUB_KEY_ID_0"),
        Case(SignatureFailure.ClockSkew, notification => notification.Headers["Wechatpay-Timestamp"] = "1554208460"),
        Case(SignatureFailure.Malformed, notification => notification.Headers["Wechatpay-Signature"] = "not base64"),
        Case(SignatureFailure.Probe, notification => notification.Headers["Wechatpay-Signature"] = "WECHATPAY/SIGNTEST/AAAA"),
    ];

    [TestCaseSource(nameof(Rejections))]
    public async Task Post_RejectedNotification_LogsOneRecordWithTheMerchant(SignatureFailure reason, Action<SignedNotification> tamper)
    {
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", new RecordingHandler().HandleAsync));
        var notification = SignedNotification.Create(TestMerchant.One);
        tamper(notification);

        await host.PostAsync(notification, "/notify/one");

        AssertOneRecord(host, reason, reason == SignatureFailure.Probe ? LogLevel.Information : LogLevel.Warning);
    }

    [TestCase("<xml><a>1</a><sign>00</sign></xml>", SignatureFailure.Mismatch)]
    [TestCase("<xml><return_code>SUCCESS</return_code><mch_id>1900000109</mch_id><req_info>AAAA</req_info></xml>",
        SignatureFailure.Mismatch)]
    [TestCase("{}", SignatureFailure.Malformed)]
    public async Task Post_RejectedV2Notification_LogsOneRecordWithTheMerchant(string xml, SignatureFailure reason)
    {
        await using var host = await WebHost.StartAsync(app => app.MapWeChatPayV2Notifications(
            "/notify/{merchant}", (V2Notification _, CancellationToken _) => Task.CompletedTask));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/notify/one")
        {
            Content = new StringContent(xml, new MediaTypeHeaderValue("text/xml")),
        };

        await host.SendAsync(request);

        AssertOneRecord(host, reason, LogLevel.Warning);
    }

    [Test]
    public async Task Post_ToUnknownMerchant_LogsItAndTheRegisteredOnes()
    {
        await using var host = await WebHost.StartAsync(
            app => app.MapWeChatPayNotifications("/notify/{merchant}", new RecordingHandler().HandleAsync));

        await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify/three");
        await host.PostAsync(SignedNotification.Create(TestMerchant.One), "/notify/a%0Ab%1B[2J");

        var lines = host.Log.Lines.Where(line => line.Contains("not registered", StringComparison.Ordinal)).ToList();
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[0], Does.Contain("'three'. Registered: the default client, 'one', 'two'."));
        Assert.That(lines[1], Does.Contain("(not shown, 7 characters)"));
        Assert.That(lines[1], Has.None.EqualTo('\u001B'));
    }

    private static void AssertOneRecord(WebHost host, SignatureFailure reason, LogLevel level)
    {
        var records = host.Log.Lines.Where(line => line.Contains(" WeChatPay.", StringComparison.Ordinal)).ToList();
        Assert.That(records, Has.Count.EqualTo(1));
        Assert.That(records[0], Does.StartWith(string.Create(
            CultureInfo.InvariantCulture,
            $"{level} WeChatPay.Chain.AspNetCore.Endpoints.NotificationEndpoint: "
            + $"A notification to merchant {TestMerchant.One.Id} ('one') was rejected: {reason}.")));
    }

    private static TestCaseData Case(SignatureFailure reason, Action<SignedNotification> tamper) =>
        new TestCaseData(reason, tamper).SetArgDisplayNames($"{reason}");
}
