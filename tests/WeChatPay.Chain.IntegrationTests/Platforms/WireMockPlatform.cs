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

/// <summary>A WireMock server as the platform. This class signs its responses.</summary>
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

    public Task RespondAsync(HttpMethod method, string target, CannedResponse response) => RespondAsync(method, target, Create(response));

    public Task RespondAsync(HttpMethod method, string target, WireMockResponse response)
    {
        var request = Request.Create().UsingMethod(method.Method).WithHeader(RawTarget.Header, ignoreCase: false, new ExactMatcher(target));
        _server.Given(request).RespondWith(response.ToResponse(HoldAsync));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedRequest>> RequestsAsync()
    {
        // WireMock logs a request only when its response is ready, and some never get one.
        var requests = _server.LogEntries.Select(entry => entry.RequestMessage).Union(_held);
        return Task.FromResult<IReadOnlyList<ReceivedRequest>>([.. requests.Select(ReadRequest)]);
    }

    /// <summary>Creates the complete response, signature included, for a test to change.</summary>
    public WireMockResponse Create(CannedResponse response)
    {
        var plain = new WireMockResponse(response.Status, response.Body, response.Headers) { Delay = response.Delay }
            .With("Request-ID", $"{Guid.NewGuid():N}-0");
        var signed = response.IsSigned ? Sign(plain, response.Age) : plain;
        return WithFlaw(response.MissingHeader is { } missing ? signed.Without(missing) : signed, response.Flaw);
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
        return new ReceivedRequest(new HttpMethod(request.Method), RawTarget.Read(request), headers, request.BodyAsBytes ?? []);
    }

    private Task HoldAsync(IRequestMessage request, TimeSpan delay)
    {
        _held.Enqueue(request);
        return Task.Delay(delay, _end.Token);
    }

    private WireMockResponse Sign(WireMockResponse response, TimeSpan age)
    {
        var timestamp = (_clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        byte[] message = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. response.Body, (byte)'\n'];
        var signature = TestKeys.Platform.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return response
            .With("Wechatpay-Timestamp", timestamp)
            .With("Wechatpay-Nonce", nonce)
            .With("Wechatpay-Serial", KeyId)
            .With("Wechatpay-Signature", Convert.ToBase64String(signature));
    }

    private static WireMockResponse WithFlaw(WireMockResponse response, Flaw flaw) => flaw switch
    {
        Flaw.None or Flaw.NotSigned => response,
        Flaw.TamperedBody => response with { Body = [.. response.Body, (byte)' '] },
        Flaw.UnknownSerial => response.With("Wechatpay-Serial", UnknownKeyId),
        Flaw.MalformedSignature => response.With("Wechatpay-Signature", "%%%"),
        Flaw.Probe => response.With("Wechatpay-Signature", "WECHATPAY/SIGNTEST/" + response.Headers["Wechatpay-Signature"]),
        Flaw.DroppedConnection => response with { Fault = ConnectionFault.Closed },
        _ => throw new ArgumentOutOfRangeException(nameof(flaw), flaw, "WireMockPlatform does not support this flaw."),
    };
}
