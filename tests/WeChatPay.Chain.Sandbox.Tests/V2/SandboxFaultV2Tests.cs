using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

/// <summary>Faults in APIv2 responses, observed with the library.</summary>
public sealed class SandboxFaultV2Tests : SandboxTests
{
    private static IEnumerable<TestCaseData> SignatureFaults =>
    [
        new TestCaseData(SandboxFault.TamperedBody, SignatureFailure.Mismatch).SetArgDisplayNames("TamperedBody"),
        new TestCaseData(SandboxFault.MalformedSignature, SignatureFailure.Mismatch).SetArgDisplayNames("MalformedSignature"),
        new TestCaseData(SandboxFault.ProbeSignature, SignatureFailure.Mismatch).SetArgDisplayNames("ProbeSignature"),
        new TestCaseData(SandboxFault.NoSignature, SignatureFailure.HeadersMissing).SetArgDisplayNames("NoSignature"),
    ];

    private static IEnumerable<TestCaseData> HeaderFaults =>
    [
        new TestCaseData(SandboxFault.UnknownSerial).SetArgDisplayNames("UnknownSerial"),
        new TestCaseData(SandboxFault.OldTimestamp(TimeSpan.FromHours(1))).SetArgDisplayNames("OldTimestamp"),
        new TestCaseData(SandboxFault.MissingHeader("Wechatpay-Nonce")).SetArgDisplayNames("MissingHeader"),
    ];

    [TestCaseSource(nameof(SignatureFaults))]
    public async Task Inject_SignatureFault_IsRejectedOnce(SandboxFault fault, SignatureFailure reason)
    {
        using var client = new WeChatPayClient(Merchant.Options);
        Sandbox.Inject(fault, method: HttpMethod.Post, template: "v2/pay/orderquery");

        var failure = (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => QueryAsync(client)))!;
        var next = await QueryAsync(client);

        Assert.That(failure.Reason, Is.EqualTo(reason));
        Assert.That(next.Xml["trade_state"], Is.EqualTo("SUCCESS"));
    }

    [TestCaseSource(nameof(HeaderFaults))]
    public async Task Inject_HeaderFault_ChangesNothing(SandboxFault fault)
    {
        using var client = new WeChatPayClient(Merchant.Options);
        Sandbox.Inject(fault);

        Assert.That((await QueryAsync(client)).Xml["trade_state"], Is.EqualTo("SUCCESS"));
    }

    [Test]
    public async Task Inject_TamperedBody_ChangesFieldsButNotResultCodes()
    {
        Sandbox.Inject(SandboxFault.TamperedBody);

        var fields = (await Merchant.PostXmlAsync(BareV2.OrderQuery, BareV2.Query(Merchant.Options).Signed(Merchant.Options))).Fields();

        Assert.That(fields["return_code"], Is.EqualTo("SUCCESS"));
        Assert.That(fields["result_code"], Is.EqualTo("SUCCESS"));
        Assert.That(fields["total_fee"], Is.EqualTo("101 "));
        Assert.That(fields["sign"], Has.Length.EqualTo(32));
    }

    [Test]
    public async Task Inject_OtherResponse_IsReportedByClient()
    {
        using var client = new WeChatPayClient(Merchant.Options);
        Sandbox.Inject(SandboxFault.Status(502));
        Sandbox.Inject(SandboxFault.Response(SandboxResponse.Text("<html><body>502</body></html>", "text/html")));
        Sandbox.Inject(
            SandboxFault.Response(SandboxResponse.Xml(new { result_code = "FAIL", err_code = "SYSTEMERROR", err_code_des = "系统错误" })));

        Assert.That((await Assert.ThrowsAsync<WeChatPayApiException>(() => QueryAsync(client)))!.StatusCode, Is.EqualTo(502));
        Assert.That(
            (await Assert.ThrowsAsync<WeChatPaySignatureException>(() => QueryAsync(client)))!.Reason,
            Is.EqualTo(SignatureFailure.Malformed));
        Assert.That((await Assert.ThrowsAsync<WeChatPayApiException>(() => QueryAsync(client)))!.OutcomeUnknown);
    }

    [Test]
    public async Task Inject_ConnectionFault_ThrowsHttpRequestException()
    {
        using var client = new WeChatPayClient(Merchant.Options);
        Sandbox.Inject(SandboxFault.DroppedConnection);
        Sandbox.Inject(SandboxFault.TruncatedBody);

        await Assert.ThrowsAsync<HttpRequestException>(() => QueryAsync(client));
        await Assert.ThrowsAsync<HttpRequestException>(() => QueryAsync(client));
    }

    private Task<WeChatPayResponse> QueryAsync(WeChatPayClient client) =>
        client.Chain("v2/pay/orderquery")
            .PostAsync(new { xml = new { appid = "wx0123456789abcdef", mch_id = Merchant.Options.MerchantId, out_trade_no = "1" } });
}
