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
    public void Md5_Key_FollowsTheText()
    {
        Assert.That(Hash.Md5("a=1", "k"), Is.EqualTo(Hash.Md5("a=1&key=k")));
    }

    [Test]
    public void Md5_SecretOfAnAgency_FollowsTheText()
    {
        Assert.That(Hash.Md5("a=1", "k", "1000001"), Is.EqualTo(Hash.Md5("a=1&secret=k")));
    }

    // printf 'what do ya want for nothing?&key=Jefe' | openssl dgst -<algorithm> -hmac Jefe
    [TestCase("md5", ExpectedResult = "a8faada8fde8e585f9cbbdbb367dee92")]
    [TestCase("sha1", ExpectedResult = "c7860ce705b5c51c85b38f78f3538c2a95998598")]
    [TestCase("sha256", ExpectedResult = "7dde80a2bc21cec095f1e5cc69aa8f4447806d97fb01e42ca9d18d4fb1cba030")]
    [TestCase("SHA256", ExpectedResult = "7dde80a2bc21cec095f1e5cc69aa8f4447806d97fb01e42ca9d18d4fb1cba030")]
    [TestCase(
        "sha384", ExpectedResult = "145de4785404ea5ac2c9c782b0b02555def7779166cc8f7516bff23409244dcc3bc9b3f8cc2e13ffdbf5acb6c35b3794")]
    [TestCase(
        "sha512",
        ExpectedResult = "bc9446f862dbd93d5c493837229ae95f3b95273da3fc8e2d9794e674d146fc32acc1242eb7f962c23811476b2c5f4a388"
            + "cb210ee07330e5edfeaf5b9ff64ca88")]
    public string Hmac_Algorithm_GivesTheCodeOfOpenSsl(string algorithm) => Hash.Hmac("what do ya want for nothing?", "Jefe", algorithm);

    [Test]
    public void Hmac_NoAlgorithm_IsSha256()
    {
        Assert.That(Hash.Hmac("a", "k"), Is.EqualTo(Hash.Hmac("a", "k", "sha256")));
    }

    [Test]
    public void Hmac_EmptyKey_IsRejected()
    {
        Assert.That(() => Hash.Hmac("a", ""), Throws.ArgumentException.With.Property("ParamName").EqualTo("key"));
    }

    [Test]
    public void Hmac_UnknownAlgorithm_NamesThoseThatAreKnown()
    {
        Assert.That(
            () => Hash.Hmac("a", "k", "sha3"),
            Throws.ArgumentException.With.Property("ParamName").EqualTo("algorithm").And.Message.Contain("sha256"));
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
            .With.Property("ParamName").EqualTo("signType").And.Message.Contain("MD5").And.Message.Contain("HMAC-SHA256"));
    }

    [Test]
    public void Sign_EmptyKey_IsRejected()
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
