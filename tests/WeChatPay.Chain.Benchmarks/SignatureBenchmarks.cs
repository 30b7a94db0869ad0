using System.Security.Cryptography;
using System.Text;
using BenchmarkDotNet.Attributes;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Benchmarks;

/// <summary>Signing a request and verifying a response, each compared with the bare RSA operation.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    private static readonly byte[] _body = Encoding.UTF8.GetBytes(
        """{"service_id":"500001","appid":"wx8888888888888888","authorization_code":"1234323JKHDFE1243252"}""");

    private readonly RsaRequestSigner _signer = RsaRequestSigner.Merchant(
        BenchmarkKeys.MerchantId, BenchmarkKeys.MerchantSerialNumber, BenchmarkKeys.Merchant);
    private readonly RSA _platformKey = RSA.Create(2048);
    private SignatureVerifier _verifier = null!;
    private SignatureHeaders _headers;
    private byte[] _signature = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        _signature = _platformKey.SignData(
            [.. Encoding.UTF8.GetBytes($"{timestamp}\nnonce\n"), .. _body, (byte)'\n'],
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
        _headers = new SignatureHeaders($"{timestamp}", "nonce", BenchmarkKeys.PublicKeyId, Convert.ToBase64String(_signature), null, null);
        var clock = new StoppedClock(TimeProvider.System.GetUtcNow());
        _verifier = new SignatureVerifier(new KeyRing(new PlatformKeys { [BenchmarkKeys.PublicKeyId] = _platformKey }, clock), clock);
    }

    [Benchmark]
    public string Sign() => AuthorizationHeader.Create(_signer, "POST", "/v3/payscore/permissions", 1795255523, _body);

    [Benchmark]
    public byte[] BareSign() => BenchmarkKeys.Merchant.SignData(_body, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    [Benchmark]
    public void Verify() => _verifier
        .BeginAsync(_headers, outcomeUnknown: true, isAsync: false, CancellationToken.None).GetCompleted().Complete(_body);

    [Benchmark]
    public bool BareVerify() => _platformKey.VerifyData(_body, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    // A long run would exceed the 300 s for which a response is accepted.
    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
