using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

public class HashTests
{
    // The platform's published example of an APIv2 signature.
    private const string ApiV2Key = "192006250b4c09247ec02edce69f6a2d";
    private const string Signed = "appid=wxd930ea5d5a258f4f&body=test&device_info=1000&mch_id=10000100&nonce_str=ibuaiVcKdpRxkhJA";

    // RFC 1321, A.5.
    [TestCase("", ExpectedResult = "d41d8cd98f00b204e9800998ecf8427e")]
    [TestCase("abc", ExpectedResult = "900150983cd24fb0d6963f7d28e17f72")]
    public string Md5_PublishedText_GivesItsHash(string thing) => Hash.Md5(thing);

    [Test]
    public void Md5_Key_StandsBehindTheText()
    {
        Assert.That(Hash.Md5("a=1", "k"), Is.EqualTo(Hash.Md5("a=1&key=k")));
    }

    [Test]
    public void Md5_SecretOfAnAgency_StandsBehindTheText()
    {
        Assert.That(Hash.Md5("a=1", "k", "1000001"), Is.EqualTo(Hash.Md5("a=1&secret=k")));
    }

    // RFC 2202, RFC 4231: test case 2.
    [TestCase("md5", ExpectedResult = "750c783e6ab0b503eaa86e310a5db738")]
    [TestCase("sha1", ExpectedResult = "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79")]
    [TestCase("sha256", ExpectedResult = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [TestCase("SHA256", ExpectedResult = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [TestCase("sha384", ExpectedResult = "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649")]
    [TestCase("sha512", ExpectedResult =
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")]
    public string Hmac_PublishedVector_GivesItsCode(string algorithm) => Hash.Hmac("what do ya want for nothing?", "Jefe", algorithm);

    [Test]
    public void Hmac_NoAlgorithm_IsSha256()
    {
        Assert.That(Hash.Hmac("a", "k"), Is.EqualTo(Hash.Hmac("a", "k", "sha256")));
    }

    [Test]
    public void Hmac_UnknownAlgorithm_NamesThoseThatAreKnown()
    {
        Assert.That(() => Hash.Hmac("a", "k", "sha3"), Throws.ArgumentException.With.Property("ParamName").EqualTo("algorithm").And.Message.Contain("sha256"));
    }

    [TestCase("MD5", ExpectedResult = "9A0A8659F005D6984697E2CA0A9CF3B7")]
    [TestCase("HMAC-SHA256", ExpectedResult = "6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6")]
    public string Sign_PublishedExample_GivesItsSignature(string type) => Hash.Sign(type, Signed, ApiV2Key);

    [TestCase("MD5")]
    [TestCase("HMAC-SHA256")]
    public void Sign_AnotherTextOrKey_GivesAnotherSignature(string type)
    {
        var signature = Hash.Sign(type, Signed, ApiV2Key);

        Assert.That(Hash.Sign(type, Signed + "x", ApiV2Key), Is.Not.EqualTo(signature));
        Assert.That(Hash.Sign(type, Signed, ApiV2Key + "x"), Is.Not.EqualTo(signature));
    }

    [TestCase("md5")]
    [TestCase("SHA256")]
    [TestCase("")]
    public void Sign_UnknownType_NamesThoseThatAreKnown(string type)
    {
        Assert.That(() => Hash.Sign(type, "a=1", "k"), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("type").And.Message.Contain("MD5").And.Message.Contain("HMAC-SHA256"));
    }

    [Test]
    public void Sign_EmptyKey_IsRefused()
    {
        Assert.That(() => Hash.Sign(Hash.TypeMd5, "a=1", ""), Throws.ArgumentException.With.Property("ParamName").EqualTo("key"));
    }

    [TestCase("a", "a", ExpectedResult = true)]
    [TestCase("中", "中", ExpectedResult = true)]
    [TestCase("", "", ExpectedResult = true)]
    [TestCase("a", "A", ExpectedResult = false)]
    [TestCase("a", "ab", ExpectedResult = false)]
    [TestCase("a", "", ExpectedResult = false)]
    [TestCase("a", null, ExpectedResult = false)]
    [TestCase("", null, ExpectedResult = false)]
    public bool Equals_TwoTexts_AreTheSameOrNot(string known, string? user) => Hash.Equals(known, user);
}
