using System.Text;
using WeChatPay.Chain.IntegrationTests.Consumer.Calls;
using WeChatPay.Chain.IntegrationTests.Platforms;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Four documented calls, each in six styles.</summary>
[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.Once))]
public sealed class DocumentedCallsTests(PlatformKind platform) : ConsumerTests(platform)
{
    private static readonly DocumentedCall[] _calls =
    [
        new PreAuthorize(), new QueryAuthorization(), new RequestPermissions(), new CreateCardToken()
    ];

    private static IEnumerable<TestCaseData> CallsInEachStyle =>
        from call in _calls
        from style in call.Styles
        select new TestCaseData(call, style.Send).SetName($"{call.GetType().Name}_{style.Name}_SendsTheRequestAndReadsTheResponse");

    [TestCaseSource(nameof(CallsInEachStyle))]
    public async Task Send(DocumentedCall call, Func<WeChatPayClient, Task<WeChatPayResponse>> send)
    {
        await Platform.RespondAsync(call.Method, call.Target, new CannedResponse(200, call.ResponseBody));

        using var response = await send(Client);

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Body, Is.EqualTo(call.ResponseBody));
        Assert.That((string?)call.ReadOutcome(response.Data), Is.EqualTo(call.Outcome));
        var request = (await Platform.RequestsAsync()).Single();
        Assert.That(request.Method, Is.EqualTo(call.Method));
        Assert.That(request.Target, Is.EqualTo(call.Target));
        Assert.That(request.Body, Is.EqualTo(Encoding.UTF8.GetBytes(call.Body)));
        CheckHeaders(request);
        CheckSignature(request);
    }

    private void CheckHeaders(ReceivedRequest request)
    {
        Assert.That(request.Headers["Accept"], Does.StartWith("application/json"));
        Assert.That(request.Headers["User-Agent"], Does.StartWith("WeChatPay.Chain/"));
        Assert.That(request.Headers["Wechatpay-Serial"], Is.EqualTo(Platform.CreateClientOptions().PlatformKeys.PublicKeyId));
        Assert.That(
            request.Headers.GetValueOrDefault("Content-Type"), request.Body.Length == 0 ? Is.Null : Does.StartWith("application/json"));
    }

    private void CheckSignature(ReceivedRequest request)
    {
        var options = Platform.CreateClientOptions();
        var signature = MerchantSignature.From(request);
        Assert.That(signature.MerchantId, Is.EqualTo(options.MerchantId));
        Assert.That(signature.SerialNumber, Is.EqualTo(options.MerchantSerialNumber));
        Assert.That(signature.Nonce, Does.Match("^[0-9A-Za-z]{32}$"));
        Assert.That(signature.IsSignedWith(options.MerchantPrivateKey!), Is.True);
        var otherTarget = MerchantSignature.From(request with { Target = request.Target + "/" });
        var otherBody = MerchantSignature.From(request with { Body = [.. request.Body, (byte)' '] });
        Assert.That(otherTarget.IsSignedWith(options.MerchantPrivateKey!), Is.False);
        Assert.That(otherBody.IsSignedWith(options.MerchantPrivateKey!), Is.False);
    }
}
