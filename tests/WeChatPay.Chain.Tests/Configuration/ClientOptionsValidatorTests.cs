using System.Security.Cryptography;
using NUnit.Framework.Constraints;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Configuration;

internal sealed partial class ClientOptionsValidatorTests
{
    [Test]
    public void Validate_CompleteOptions_ReturnsTheSameObject()
    {
        var options = Merchant.Options();

        Assert.That(ClientOptionsValidator.Validate(options), Is.SameAs(options));
    }

    [Test]
    public void Validate_TheFiveThatAreRequired_AreEnough()
    {
        var options = new WeChatPayClientOptions
        {
            MerchantId = Merchant.Id,
            MerchantSerialNumber = Merchant.SerialNumber,
            MerchantPrivateKey = Merchant.Key,
            PlatformKeys = { [Merchant.PublicKeyId] = Merchant.PlatformKey },
        };

        Assert.That(() => ClientOptionsValidator.Validate(options), Throws.Nothing);
        Assert.That(options.BaseAddress.AbsoluteUri, Is.EqualTo("https://api.mch.weixin.qq.com/"));
        Assert.That(options.Timeout, Is.EqualTo(TimeSpan.FromSeconds(30)));
        Assert.That(options.TimeProvider, Is.SameAs(TimeProvider.System));
    }

    [Test]
    public async Task Client_WithAnApiV2KeyOnly_MakesApiV2Calls([Values] Way way)
    {
        using var platform = new FakePlatform(V2Message.Success().Signed().ToResponse());
        using var client = new WeChatPayClient(
            new WeChatPayClientOptions { MerchantId = Merchant.Id, ApiV2Key = Merchant.ApiV2Key, PrimaryHandler = platform });

        using var response = await way.PostAsync(
            client.Chain("v2/pay/orderquery"), new { xml = new { mch_id = Merchant.Id, out_trade_no = "A1" } });

        Assert.That(platform.Request.IsSignedV2());
    }

    [Test]
    public void Client_WithAnApiV2KeyOnly_RejectsApiV3Calls([Values] Way way)
    {
        using var platform = new FakePlatform();
        using var client = new WeChatPayClient(
            new WeChatPayClientOptions { MerchantId = Merchant.Id, ApiV2Key = Merchant.ApiV2Key, PrimaryHandler = platform });

        Assert.That(
            () => way.GetAsync(client.Chain("v3/certificates")),
            Throws.ArgumentException.With.Message.Contains("only an APIv2 key").And.Message.Contains("MerchantPrivateKey"));
        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public void Client_WithAnApiV2KeyAndHalfOfTheOthers_IsNotCreated()
    {
        Assert.That(
            () => new WeChatPayClient(new WeChatPayClientOptions
            {
                MerchantId = Merchant.Id,
                ApiV2Key = Merchant.ApiV2Key,
                MerchantSerialNumber = Merchant.SerialNumber
            }),
            Throws.ArgumentException.With.Message.Contains("MerchantPrivateKey"));
    }

    [Test]
    public void MerchantPrivateKey_TooShort_SaysWhatItHas()
    {
        using var key = RSA.Create(1024);

        Assert.That(Checking(options => options.MerchantPrivateKey = key), Rejects("MerchantPrivateKey", "was 1024", "at least 2048 bits"));
    }

    [Test]
    public void MerchantPrivateKey_OfATypeThatDoesNotSayItsSize_IsRejected()
    {
        using var key = new SizelessKey();

        Assert.That(Checking(options => options.MerchantPrivateKey = key), Rejects("MerchantPrivateKey", "was 0", "KeySizeValue"));
    }

    [Test]
    public void Client_WithAWrongOption_IsNotCreated()
    {
        Assert.That(() => new WeChatPayClient(null!), Throws.ArgumentNullException);
        Assert.That(() => new WeChatPayClient(new WeChatPayClientOptions()), Throws.ArgumentException.With.Message.Contains("MerchantId"));
        Assert.That(
            () => new FakePlatform().CreateClient(options => options.ApiV3Key = "short"),
            Throws.ArgumentException.With.Message.Contains("ApiV3Key"));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public void MerchantId_Missing_SaysWhatItIs(string? id)
    {
        Assert.That(Checking(options => options.MerchantId = id!), Rejects("MerchantId", "is missing", "商户号"));
    }

    [TestCase("wx8888888888888888")]
    [TestCase("1900000109 ")]
    [TestCase("1900000109\"")]
    [TestCase("１９００００")]
    public void MerchantId_NotANumber_SaysWhatItIs(string id)
    {
        Assert.That(Checking(options => options.MerchantId = id), Rejects("MerchantId", "digits", "appid"));
    }

    [TestCase("")]
    [TestCase(null)]
    public void MerchantSerialNumber_Missing_SaysHowToReadIt(string? serial)
    {
        Assert.That(
            Checking(options => options.MerchantSerialNumber = serial!),
            Rejects("MerchantSerialNumber", "is missing", "openssl x509 -in apiclient_cert.pem"));
    }

    [Test]
    public void MerchantSerialNumber_APublicKeyId_SaysWhereThatBelongs()
    {
        Assert.That(
            Checking(options => options.MerchantSerialNumber = Merchant.PublicKeyId),
            Rejects("MerchantSerialNumber", "platform's public key", "PlatformKeys"));
    }

    [TestCase("1D:DE:55:AD")]
    [TestCase("0x1DDE55AD")]
    [TestCase("serial=1DDE55AD")]
    [TestCase("1DDE55AD\n")]
    [TestCase("1DDE55AD\"")]
    public void MerchantSerialNumber_NotHexadecimal_SaysWhatToLeaveOut(string serial)
    {
        Assert.That(
            Checking(options => options.MerchantSerialNumber = serial), Rejects("MerchantSerialNumber", "not hexadecimal", "separators"));
    }

    [Test]
    public void MerchantPrivateKey_Missing_SaysHowToReadIt()
    {
        Assert.That(Checking(options => options.MerchantPrivateKey = null!), Rejects("MerchantPrivateKey", "is missing", "Rsa.From"));
    }

    [Test]
    public void MerchantPrivateKey_WithoutPrivatePart_NamesTheFile()
    {
        Assert.That(
            Checking(options => options.MerchantPrivateKey = Merchant.PublicPart(Merchant.Key)),
            Rejects("MerchantPrivateKey", "no private part", "apiclient_key.pem"));
    }

    [Test]
    public void MerchantPrivateKey_Disposed_SaysSo()
    {
        var disposed = RSA.Create(2048);
        disposed.Dispose();

        Assert.That(
            Checking(options => options.MerchantPrivateKey = disposed),
            Rejects("MerchantPrivateKey", "disposed", "for the lifetime of the client"));
    }

    [Test]
    public void PlatformKeys_Empty_SaysWhatToAdd()
    {
        Assert.That(Checking(options => options.PlatformKeys = []), Rejects("PlatformKeys", "is empty", "PUB_KEY_ID_"));
        Assert.That(Checking(options => options.PlatformKeys = null!), Rejects("PlatformKeys", "is empty", "serial"));
    }

    [TestCase(Merchant.SerialNumber, TestName = "PlatformKeys_UnderTheMerchantsSerial_AreRejected")]
    [TestCase("1dde55ad98ed71d6edd4a4a16996de7b47773a8c", TestName = "PlatformKeys_UnderTheMerchantsSerialInLowerCase_AreRejected")]
    public void PlatformKeys(string serial)
    {
        Assert.That(
            Checking(options => options.PlatformKeys[serial] = Merchant.PlatformKey),
            Rejects("PlatformKeys", serial, "merchant's own serial"));
    }

    [Test]
    public void PlatformKeys_HoldingTheMerchantsKey_AreRejected()
    {
        Assert.That(
            Checking(options => options.PlatformKeys["7132D72A03E93CDDF8C03BBD1F37EEDF"] = Merchant.Key),
            Rejects("PlatformKeys", "7132D72A03E93CDDF8C03BBD1F37EEDF", "merchant's own key"));
        Assert.That(
            Checking(options => options.PlatformKeys[Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.Key)),
            Rejects("PlatformKeys", Merchant.PublicKeyId, "pub_key.pem"));
    }

    [TestCase("platform")]
    [TestCase("71:32:D7:2A")]
    [TestCase("0119000001092026112100000000000001_PUB")]
    [TestCase("PUB_KEY_ID")]
    public void PlatformKeys_UnderWhatIsNeitherSerialNorKeyId_AreRejected(string serial)
    {
        Assert.That(Checking(options => options.PlatformKeys[serial] = Merchant.PlatformKey),
            Rejects("PlatformKeys", $"'{serial}'", "certificate's serial number in hexadecimal, or the PUB_KEY_ID_"));
    }

    [Test]
    public void PlatformKeys_Disposed_AreRejected()
    {
        var disposed = RSA.Create(2048);
        disposed.Dispose();

        Assert.That(
            Checking(options => options.PlatformKeys[Merchant.PublicKeyId] = disposed),
            Rejects("PlatformKeys", Merchant.PublicKeyId, "disposed"));
    }

    private static Action Checking(Action<WeChatPayClientOptions> change)
    {
        var options = Merchant.Options();
        change(options);
        return () => ClientOptionsValidator.Validate(options);
    }

    /// <summary>An ArgumentException that names the option, what was seen, and the remedy.</summary>
    private static ContainsConstraint Rejects(string option, string seen, string remedy = "") => Throws.ArgumentException
        .With.Property(nameof(ArgumentException.ParamName)).EqualTo(option)
        .And.Message.StartsWith(option)
        .And.Message.Contains(seen)
        .And.Message.Contains(remedy);

    private sealed class SizelessKey : RSA
    {
        public override RSAParameters ExportParameters(bool includePrivateParameters) =>
            Merchant.Key.ExportParameters(includePrivateParameters: false);

        public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();

        public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) =>
            Merchant.Key.SignHash(hash, hashAlgorithm, padding);
    }
}
