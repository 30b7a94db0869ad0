using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

/// <summary>A payment's signature must not be one of anything else, whatever an id holds.</summary>
internal sealed partial class PaySignatureTests
{
    private static readonly string[] _wrong =
    [
        "POST\n/v3/refund/domestic/refunds", "wx\n", "\nwx", "wx\r", "wx&return_code=SUCCESS", "wx=1", "wx 1", "wx\t", "wx|1", "wx.1", "微信",
        "wx\u200B", "wx\0", "wx%0A", "ｗｘ",
    ];

    [Test]
    public async Task For_AnIdOfOtherCharacters_IsRejectedAndNotShown(
        [ValueSource(nameof(_wrong))] string wrong, [Values("appId", "partnerId", "prepayId")] string name)
    {
        var (appId, partnerId, prepayId) =
            (name == "appId" ? wrong : AppId, name == "partnerId" ? wrong : Merchant.Id, name == "prepayId" ? wrong : PrepayId);
        var signer = new RemoteSigner { Signs = _ => throw new InvalidOperationException("It was signed.") };
        Func<Task>[] signings =
        [
            () => Task.FromResult(PaySignature.ForApp(appId, partnerId, prepayId, Merchant.Key)),
            () => Task.FromResult(PaySignature.ForAppV2(appId, partnerId, prepayId, Merchant.ApiV2Key)),
            () => PaySignature.ForAppAsync(appId, partnerId, prepayId, signer),
            .. name == "partnerId" ? [] : new Func<Task>[]
            {
                () => Task.FromResult(PaySignature.ForJsapi(appId, prepayId, Merchant.Key)),
                () => Task.FromResult(PaySignature.ForJsapiV2(appId, prepayId, Merchant.ApiV2Key)),
                () => PaySignature.ForJsapiAsync(appId, prepayId, signer),
            },
        ];

        foreach (var signing in signings)
        {
            var rejection = (await Assert.CatchAsync<ArgumentException>(() => signing()))!;
            Assert.That(rejection.ParamName, Is.EqualTo(name));
            Assert.That(rejection.Message, Does.Contain("letters, digits").And.Not.Contain(wrong));
        }
    }

    [Test]
    public void For_NoPrepayId_SaysThatTheResponseHadNone([Values(null, "", " ")] string? prepayId)
    {
        Assert.That(
            () => PaySignature.ForJsapi(AppId, prepayId!, Merchant.Key),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("The response had no prepay_id"));
        Assert.That(
            () => PaySignature.ForAppV2(AppId, Merchant.Id, prepayId!, Merchant.ApiV2Key),
            Throws.InstanceOf<ArgumentException>().With.Message.Contains("The response had no prepay_id"));
    }

    [Test]
    public void For_NoKey_IsAnArgumentNullException()
    {
        Action[] signings =
        [
            () => PaySignature.ForJsapi(AppId, PrepayId, null!),
            () => PaySignature.ForApp(AppId, Merchant.Id, PrepayId, null!),
        ];

        foreach (var signing in signings)
        {
            Assert.That(signing, Throws.ArgumentNullException.With.Property("ParamName").EqualTo("merchantPrivateKey"));
        }
    }

    [TestCase("a\nb", "c", "d", "0")]
    [TestCase("a", "\n", "d", "1")]
    [TestCase("a", "b", "d\n", "2")]
    public void JoinedByLineFeed_ALineFeedInAPiece_IsRejected(string first, string second, string third, string index)
    {
        Assert.That(
            () => Formatter.JoinedByLineFeed(first, second, third), Throws.ArgumentException.With.Message.Contains($"Value {index} "));
    }

    [Test]
    public void Request_ALineFeed_BelongsIntoTheBodyOnly()
    {
        Assert.That(Formatter.Request("POST", "/v3/x", "1", "N", "{\n}\n"), Is.EqualTo("POST\n/v3/x\n1\nN\n{\n}\n\n"));
        Assert.That(Formatter.Response("1", "N", "{\n}"), Is.EqualTo("1\nN\n{\n}\n"));
        Assert.That(() => Formatter.Request("POST", "/v3/x\n1", "1", "N"), Throws.ArgumentException);
        Assert.That(() => Formatter.Response("1", "N\nx"), Throws.ArgumentException);
    }
}
