using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Signing;

internal sealed class AuthorizationHeaderTests
{
    private const long Timestamp = 1554208460;
    private const string Target = "/v3/pay/transactions/jsapi?a=%7C";
    private const string Body = "{\"description\":\"深圳腾大\"}";

    [Test]
    public void Create_Always_IsOneLineInThePlatformsForm()
    {
        var header = Create("GET", Target, []);

        Assert.That(header, Does.Match(
            @"\AWECHATPAY2-SHA256-RSA2048 mchid=""1900000109"",serial_no=""1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C"","
                + @"timestamp=""1554208460"",nonce_str=""[0-9A-Za-z]{32}"",signature=""[0-9A-Za-z+/]{342}==""\z"));
    }

    [Test]
    public void Create_WithABody_SignsFiveLines()
    {
        var header = Create("POST", Target, Encoding.UTF8.GetBytes(Body));

        Assert.That(Signs(header, $"POST\n{Target}\n1554208460\n{Nonce(header)}\n{Body}\n"));
    }

    [Test]
    public void Create_WithoutABody_StillSignsTheLastLineFeed()
    {
        var header = Create("GET", "/v3/certificates", []);

        Assert.That(Signs(header, $"GET\n/v3/certificates\n1554208460\n{Nonce(header)}\n\n"));
        Assert.That(Signs(header, $"GET\n/v3/certificates\n1554208460\n{Nonce(header)}\n"), Is.False);
    }

    [TestCase("GET", Target, "1554208460", Body, "\n")]
    [TestCase("POST", "/v3/pay/transactions/jsapi?a=|", "1554208460", Body, "\n")]
    [TestCase("POST", Target, "1554208461", Body, "\n")]
    [TestCase("POST", Target, "1554208460", "{\"description\":\"\\u6df1\\u5733\\u817e\\u5927\"}", "\n")]
    [TestCase("POST", Target, "1554208460", Body, "")]
    [TestCase("POST", Target, "1554208460", Body, "\r\n")]
    public void Create_ComparedWithAnotherText_DoesNotMatch(string method, string target, string timestamp, string body, string end)
    {
        var header = Create("POST", Target, Encoding.UTF8.GetBytes(Body));

        Assert.That(Signs(header, $"{method}\n{target}\n{timestamp}\n{Nonce(header)}\n{body}{end}"), Is.False);
    }

    [Test]
    public void Create_TheNonceOfAnother_DoesNotMatch()
    {
        var (header, other) = (Create("GET", Target, []), Create("GET", Target, []));

        Assert.That(Signs(header, $"GET\n{Target}\n1554208460\n{Nonce(other)}\n\n"), Is.False);
    }

    [TestCase(3, TestName = "Create_BytesThatAreNoText_AreSignedAsTheyAre")]
    [TestCase(4 * 1024 * 1024, TestName = "Create_ABigBody_IsSignedWhole")]
    public void Create_Bytes(int length)
    {
        var body = new byte[length];
        Array.Fill(body, (byte)0xFF);

        var header = Create("POST", Target, body);

        Assert.That(Signs(header, [.. Encoding.UTF8.GetBytes($"POST\n{Target}\n1554208460\n{Nonce(header)}\n"), .. body, (byte)'\n']));
        body[^1] = 0xFE;
        Assert.That(
            Signs(header, [.. Encoding.UTF8.GetBytes($"POST\n{Target}\n1554208460\n{Nonce(header)}\n"), .. body, (byte)'\n']), Is.False);
    }

    [Test]
    public void Create_With4096Bits_Signs()
    {
        using var key = RSA.Create(4096);

        var header = AuthorizationHeader.Create(
            RsaRequestSigner.Merchant(Merchant.Id, Merchant.SerialNumber, key), "GET", Target, Timestamp, []);

        Assert.That(Signs(header, Encoding.UTF8.GetBytes($"GET\n{Target}\n1554208460\n{Nonce(header)}\n\n"), key));
    }

    [Test]
    public void Create_OneKeyIn64Threads_SignsEachTimeWithItsOwnNonce()
    {
        var headers = new ConcurrentBag<string>();
        using var start = new Barrier(64);
        var threads = Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            start.SignalAndWait();
            for (var i = 0; i < 4; i++)
            {
                headers.Add(Create("GET", Target, []));
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(headers.Select(Nonce).Distinct().Count(), Is.EqualTo(256));
        Assert.That(headers.All(header => Signs(header, $"GET\n{Target}\n1554208460\n{Nonce(header)}\n\n")));
    }

    private static string Create(string method, string target, byte[] body) =>
        AuthorizationHeader.Create(
            RsaRequestSigner.Merchant(Merchant.Id, Merchant.SerialNumber, Merchant.Key), method, target, Timestamp, body);

    private static string Nonce(string header) => Field(header, "nonce_str");

    private static bool Signs(string header, string text) => Signs(header, Encoding.UTF8.GetBytes(text));

    private static bool Signs(string header, byte[] text, RSA? key = null) => (key ?? Merchant.Key).VerifyData(
        text, Convert.FromBase64String(Field(header, "signature")), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Field(string header, string name) => Regex.Match(header, $"{name}=\"([^\"]*)\"").Groups[1].Value;
}
