using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.IntegrationTests.Consumer;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.OnWireMock;

/// <summary>The platform as one merchant sees it. Stubs and journal are told apart by the merchant id in <c>Authorization</c>.</summary>
public sealed class WireMockPlatform : IPlatform
{
    public const string KeyId = "PUB_KEY_ID_0119000000002026060100000000000001";

    private const string MerchantSerialNumber = "5A0C3E4D6B7F8091A2B3C4D5E6F708192A3B4C5D";

    private readonly WireMockServer _server = OneServerForAllTests.Server;

    public FrozenClock Clock { get; } = new(new DateTimeOffset(2026, 6, 1, 8, 0, 0, TimeSpan.Zero));

    public string MerchantId { get; } = $"19{RandomNumberGenerator.GetInt32(100_000_000):D8}";

    public Uri Address => _server.BaseAddress;

    public WeChatPayClientOptions CreateClientOptions() => new()
    {
        MerchantId = MerchantId,
        MerchantSerialNumber = MerchantSerialNumber,
        MerchantPrivateKey = TestKeys.Merchant,
        PlatformKeys = new PlatformKeys { [KeyId] = TestKeys.PlatformPublic },
        BaseAddress = _server.BaseAddress,
        TimeProvider = Clock,
    };

    public Task AnswerAsync(HttpMethod method, string target, string json) => AnswerAsync(method, target, Sign(new Answer(200, json)));

    public Task AnswerAsync(HttpMethod method, string target, Answer answer) => AnswerAsync(method, [(target, answer)]);

    public Task AnswerAsync(HttpMethod method, IEnumerable<(string Target, Answer Answer)> answers) =>
        _server.StubAsync(answers.Select(stub => StubOf(method, stub.Target, stub.Answer)));

    public Task<IReadOnlyList<ReceivedRequest>> RequestsAsync() => _server.FindRequestsAsync(new { headers = FromThisMerchant });

    /// <summary>Adds the headers that prove an answer, over the body as it is now.</summary>
    /// <param name="answer">What is to be signed.</param>
    /// <param name="age">How old the answer says it is, by <see cref="Clock"/>; negative for one from the future.</param>
    public Answer Sign(Answer answer, TimeSpan age = default)
    {
        var timestamp = (Clock.GetUtcNow() - age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomNumberGenerator.GetHexString(32);
        byte[] signedText = [.. Encoding.UTF8.GetBytes($"{timestamp}\n{nonce}\n"), .. answer.Body, (byte)'\n'];
        var signature = TestKeys.Platform.SignData(signedText, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return answer
            .With("Wechatpay-Timestamp", timestamp)
            .With("Wechatpay-Nonce", nonce)
            .With("Wechatpay-Serial", KeyId)
            .With("Wechatpay-Signature", Convert.ToBase64String(signature));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private object FromThisMerchant => new { Authorization = new { contains = $"mchid=\"{MerchantId}\"" } };

    private object StubOf(HttpMethod method, string target, Answer answer) => new
    {
        request = new { method = method.Method, url = target, headers = FromThisMerchant },
        response = new
        {
            status = answer.Status,
            headers = answer.Headers.ToImmutableSortedDictionary(),
            base64Body = Convert.ToBase64String(answer.Body),
            fixedDelayMilliseconds = (int)answer.Delay.TotalMilliseconds,
            fault = answer.Fault,
            chunkedDribbleDelay = answer.Pieces == 0 ? null : new { numberOfChunks = answer.Pieces, totalDuration = (int)(answer.Pieces * answer.PieceInterval).TotalMilliseconds },
        },
    };
}
