using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Null arguments are reported under the name of the public parameter.</summary>
internal sealed class NullArgumentsTests
{
    private const string Key = "0123456789abcdefghijklmnopqrstuv";
    private const string Nonce = "abcdef123456";

    private static IEnumerable<TestCaseData> Calls =>
    [
        Case("AesEcb.Encrypt", "plaintext", () => AesEcb.Encrypt(null!, Key)),
        Case("AesEcb.Encrypt", "key", () => AesEcb.Encrypt("x", null!)),
        Case("AesEcb.Decrypt", "ciphertext", () => AesEcb.Decrypt(null!, Key)),
        Case("AesEcb.Decrypt", "key", () => AesEcb.Decrypt("AAAA", null!)),
        Case("AesGcm.Encrypt", "plaintext", () => AesGcm.Encrypt(null!, Key, Nonce)),
        Case("AesGcm.Encrypt", "apiV3Key", () => AesGcm.Encrypt("x", null!, Nonce)),
        Case("AesGcm.Encrypt", "nonce", () => AesGcm.Encrypt("x", Key, null!)),
        Case("AesGcm.Decrypt", "ciphertext", () => AesGcm.Decrypt(null!, Key, Nonce)),
        Case("AesGcm.Decrypt", "apiV3Key", () => AesGcm.Decrypt("AAAA", null!, Nonce)),
        Case("AesGcm.Decrypt", "nonce", () => AesGcm.Decrypt("AAAA", Key, null!)),
        Case("Hash.Md5", "text", () => Hash.Md5(null!)),
        Case("Hash.Md5", "key", () => Hash.Md5("a", null!)),
        Case("Hash.Md5", "agentId", () => Hash.Md5("a", "", null!)),
        Case("Hash.Hmac", "text", () => Hash.Hmac(null!, "k")),
        Case("Hash.Hmac", "key", () => Hash.Hmac("a", null!)),
        Case("Hash.Hmac", "algorithm", () => Hash.Hmac("a", "k", null!)),
        Case("Hash.Sign", "data", () => Hash.Sign(Hash.TypeMd5, null!, "k")),
        Case("Hash.Sign", "key", () => Hash.Sign(Hash.TypeMd5, "a=1", null!)),
        Case("Hash.Equals", "expected", () => Hash.Equals(null!, "a")),
        Case("Rsa.Sign", "message", () => Rsa.Sign(null!, Merchant.Key)),
        Case("Rsa.Sign", "privateKey", () => Rsa.Sign("m", null!)),
        Case("Rsa.Verify", "message", () => Rsa.Verify(null!, "AAAA", Merchant.Key)),
        Case("Rsa.Verify", "signature", () => Rsa.Verify("m", null!, Merchant.Key)),
        Case("Rsa.Verify", "publicKey", () => Rsa.Verify("m", "AAAA", null!)),
        Case("Rsa.Encrypt", "plaintext", () => Rsa.Encrypt(null!, Merchant.Key)),
        Case("Rsa.Encrypt", "publicKey", () => Rsa.Encrypt("x", null!)),
        Case("Rsa.Decrypt", "ciphertext", () => Rsa.Decrypt(null!, Merchant.Key)),
        Case("Rsa.Decrypt", "privateKey", () => Rsa.Decrypt("AAAA", null!)),
        Case("Rsa.SerialNumberOf", "certificate", () => Rsa.SerialNumberOf((X509Certificate2)null!)),
    ];

    [TestCaseSource(nameof(Calls))]
    public void Call_WithNull_NamesTheParameter(string parameter, Action call) =>
        Assert.That(call, Throws.ArgumentNullException.With.Property("ParamName").EqualTo(parameter));

    private static TestCaseData Case(string member, string parameter, Action call) =>
        new TestCaseData(parameter, call).SetArgDisplayNames(member, parameter);
}
