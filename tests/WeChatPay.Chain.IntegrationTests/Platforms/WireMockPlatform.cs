using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The platform on WireMock, as one merchant sees it. Stubs and journal are told apart by the merchant's serial number in <c>Authorization</c>.</summary>
public sealed class WireMockPlatform : IPlatform
{
    private const string KeyId = "PUB_KEY_ID_0119000000002026060100000000000001";
    private const string UnknownKeyId = "PUB_KEY_ID_0119000000002026060100000000000002";
    private const string MerchantId = "1900000109";

    private readonly WireMockServer _server;
    private readonly FrozenClock _clock = new();
    private readonly string _merchantSerialNumber = RandomNumberGenerator.GetHexString(40);

    private WireMockPlatform(WireMockServer server) => _server = server;

    private object FromThisMerchant => new { Authorization = new { contains = $"serial_no=\"{_merchantSerialNumber}\"" } };

    public static async Task<WireMockPlatform> StartAsync() => new(await OneServerForAllTests.FindAsync());

    public WeChatPayClientOptions CreateClientOptions() => new()
    {
        MerchantId = MerchantId,
        MerchantSerialNumber = _merchantSerialNumber,
        MerchantPrivateKey = TestKeys.Merchant,
        PlatformKeys = { [KeyId] = TestKeys.PlatformPublic },
        BaseAddress = _server.BaseAddress,
        TimeProvider = _clock,
    };

    public Task AnswerAsync(HttpMethod method, string target, Answer answer) => AnswerAsync(method, target, Create(answer));

    public Task AnswerAsync(HttpMethod method, string target, WireMockAnswer answer) =>
        _server.StubAsync(new { request = new { method = method.Method, url = target, headers = FromThisMerchant }, response = answer.ToStub() });

    public Task<IReadOnlyList<ReceivedRequest>> RequestsAsync() => _server.FindRequestsAsync(new { headers = FromThisMerchant });

    /// <summary>Makes every byte of an answer, so that a test can change some of them.</summary>
    public WireMockAnswer Create(Answer answer)
    {
        var plain = new WireMockAnswer(answer.Status, answer.Body, answer.Headers) { Delay = answer.Delay }.With("Request-ID", $"{Guid.NewGuid():N}-0");
        var signed = answer.IsSigned ? Sign(plain, answer.Age) : plain;
        return WithFlaw(answer.MissingHeader is { } missing ? signed.Without(missing) : signed, answer.Flaw);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private WireMockAnswer Sign(WireMockAnswer answer, TimeSpan age)
    {
        var timestamp = (_clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        byte[] signedText = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. answer.Body, (byte)'\n'];
        var signature = TestKeys.Platform.SignData(signedText, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return answer
            .With("Wechatpay-Timestamp", timestamp)
            .With("Wechatpay-Nonce", nonce)
            .With("Wechatpay-Serial", KeyId)
            .With("Wechatpay-Signature", Convert.ToBase64String(signature));
    }

    private static WireMockAnswer WithFlaw(WireMockAnswer answer, Flaw flaw) => flaw switch
    {
        Flaw.None or Flaw.NotSigned => answer,
        Flaw.TamperedBody => answer with { Body = [.. answer.Body, (byte)' '] },
        Flaw.UnknownSerial => answer.With("Wechatpay-Serial", UnknownKeyId),
        Flaw.MalformedSignature => answer.With("Wechatpay-Signature", "%%%"),
        Flaw.Probe => answer.With("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + answer.Headers["Wechatpay-Signature"]),
        Flaw.DroppedConnection => answer with { Fault = "EMPTY_RESPONSE" },
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "WireMock is not told how to do this."),
    };
}
