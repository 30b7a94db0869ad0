using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Notifications;

[CancelAfter(120_000)]
public sealed class NotificationFaultsTests : SandboxTests
{
    private static IEnumerable<TestCaseData> MessageFaults =>
    [
        new(SandboxFault.ProbeSignature, SignatureFailure.Probe),
        new(SandboxFault.TamperedBody, SignatureFailure.Mismatch),
        new(SandboxFault.MalformedSignature, SignatureFailure.Malformed),
        new(SandboxFault.UnknownSerial, SignatureFailure.UnknownSerial),
        new(SandboxFault.NoSignature, SignatureFailure.HeadersMissing),
        new(SandboxFault.MissingHeader("Wechatpay-Nonce"), SignatureFailure.HeadersMissing),
        new(SandboxFault.OldTimestamp(TimeSpan.FromSeconds(301)), SignatureFailure.ClockSkew),
    ];

    private static IEnumerable<SandboxFault> ResponseFaults =>
        [SandboxFault.DroppedConnection, SandboxFault.TruncatedBody, SandboxFault.Delay(TimeSpan.FromSeconds(1)), SandboxFault.Status(500)];

    [TestCaseSource(nameof(MessageFaults))]
    public async Task InjectIntoNotifications_Fault_AppliesToNextDeliveryOnly(
        SandboxFault fault, SignatureFailure reason, CancellationToken cancellationToken)
    {
        var reader = new NotificationReader(Merchant.Options);
        await using var server = await MerchantServer.StartAsync(received =>
            Task.FromResult(ReadFailure(reader, received) is null ? 204 : 401));
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options, notifyUrl: server.NotifyUrl));
        Sandbox.InjectIntoNotifications(fault);

        var sent = await Sandbox.PayAsync(Orders.Number, cancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(15));
        await sent.WaitForDeliveryAsync(2, cancellationToken);

        Assert.That(sent.Deliveries.Select(delivery => delivery.StatusCode), Is.EqualTo([401, 204]));
        Assert.That(sent.Deliveries.Select(delivery => delivery.Fault), Is.EqualTo([fault, null]));
        Clock.Advance(-TimeSpan.FromSeconds(15));
        Assert.That(ReadFailure(reader, server.Received[0]), Is.EqualTo(reason));
    }

    [TestCaseSource(nameof(ResponseFaults))]
    public void InjectIntoNotifications_FaultOfResponsesOnly_Throws(SandboxFault fault) =>
        Assert.That(() => Sandbox.InjectIntoNotifications(fault), Throws.ArgumentException.With.Message.Contains($"{fault}"));

    [Test]
    public async Task InjectIntoNotifications_Probe_HasAllSignatureHeaders(CancellationToken cancellationToken)
    {
        await using var server = await MerchantServer.StartAsync(401);
        await Merchant.PostAsync(Orders.Native, Orders.Body(Merchant.Options, notifyUrl: server.NotifyUrl));
        Sandbox.InjectIntoNotifications(SandboxFault.ProbeSignature);

        var sent = await Sandbox.PayAsync(Orders.Number, cancellationToken);

        var headers = server.Received.Single().Headers;
        Assert.That(
            headers["Wechatpay-Signature"],
            Does.StartWith("WECHATPAY/SIGNTEST/").And.EqualTo(sent.Deliveries[0].Headers["Wechatpay-Signature"]));
        Assert.That(
            headers.Keys, Is.SupersetOf(["Wechatpay-Serial", "Wechatpay-Nonce", "Wechatpay-Timestamp", "Wechatpay-Signature-Type"]));
        Assert.That(server.Received.Single().Body, Is.EqualTo(sent.BodyBytes));
    }

    private static SignatureFailure? ReadFailure(NotificationReader reader, ReceivedNotification received)
    {
        try
        {
            reader.Read(received.Headers, received.Body);
            return null;
        }
        catch (WeChatPaySignatureException exception)
        {
            return exception.Reason;
        }
    }
}
