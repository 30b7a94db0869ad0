using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.IntegrationTests.Support;
using WireMock;
using WireMock.Matchers;
using WireMock.RequestBuilders;
using WireMock.Server;
using WireMock.Settings;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The platform on a WireMock server of its own, whose stubs this class signs.</summary>
public sealed class WireMockPlatform : IPlatform
{
    private const string KeyId = "PUB_KEY_ID_0119000000002026060100000000000001";
    private const string UnknownKeyId = "PUB_KEY_ID_0119000000002026060100000000000002";
    private const string MerchantId = "1900000109";
    private const string MerchantSerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10";

    private readonly FrozenClock _clock = new();
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<IRequestMessage> _held = [];
    private readonly WireMockServer _server = WireMockServer.Start(new WireMockServerSettings
    {
        Urls = ["http://127.0.0.1:0"],
        AllowBodyForAllHttpMethods = true,
        DisableJsonBodyParsing = true,
        DisableRequestBodyDecompressing = true,
        AdditionalServiceRegistration = services => services.AddHttpContextAccessor(),
        PreWireMockMiddlewareInit = app => RawTarget.Keep((IApplicationBuilder)app),
    });

    public static Task<WireMockPlatform> StartAsync() => Task.FromResult(new WireMockPlatform());

    public WeChatPayClientOptions CreateClientOptions() => new()
    {
        MerchantId = MerchantId,
        MerchantSerialNumber = MerchantSerialNumber,
        MerchantPrivateKey = TestKeys.Merchant,
        PlatformKeys = { [KeyId] = TestKeys.PlatformPublic },
        BaseAddress = new Uri(_server.Url!),
        TimeProvider = _clock,
    };

    public Task AnswerAsync(HttpMethod method, string target, Answer answer) => AnswerAsync(method, target, Create(answer));

    public Task AnswerAsync(HttpMethod method, string target, WireMockAnswer answer)
    {
        var request = Request.Create().UsingMethod(method.Method).WithHeader(RawTarget.Header, ignoreCase: false, new ExactMatcher(target));
        _server.Given(request).RespondWith(answer.ToResponse(HoldAsync));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedRequest>> RequestsAsync()
    {
        // WireMock logs a request when its response is ready, which is too late for those that get none.
        var requests = _server.LogEntries.Select(entry => entry.RequestMessage).Union(_held);
        return Task.FromResult<IReadOnlyList<ReceivedRequest>>([.. requests.Select(ReadRequest)]);
    }

    /// <summary>Makes every byte of an answer, so that a test can change some of them.</summary>
    public WireMockAnswer Create(Answer answer)
    {
        var plain = new WireMockAnswer(answer.Status, answer.Body, answer.Headers) { Delay = answer.Delay }
            .With("Request-ID", $"{Guid.NewGuid():N}-0");
        var signed = answer.IsSigned ? Sign(plain, answer.Age) : plain;
        return WithFlaw(answer.MissingHeader is { } missing ? signed.Without(missing) : signed, answer.Flaw);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _server.Dispose();
        _end.Dispose();
    }

    private static ReceivedRequest ReadRequest(IRequestMessage request)
    {
        var headers = request.Headers!.ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        headers.Remove(RawTarget.Header);
        return new ReceivedRequest(new HttpMethod(request.Method), RawTarget.Of(request), headers, request.BodyAsBytes ?? []);
    }

    private Task HoldAsync(IRequestMessage request, TimeSpan delay)
    {
        _held.Enqueue(request);
        return Task.Delay(delay, _end.Token);
    }

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
        Flaw.DroppedConnection => answer with { Fault = ConnectionFault.Closed },
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "WireMock is not told how to do this."),
    };
}
