using System.Security.Cryptography;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Configuration;

/// <summary>Numbers, serial numbers, ids and shared keys, as copied from a clipboard, a console or a variable.</summary>
internal sealed partial class ClientOptionsValidatorTests
{
    private const string Decimal = "170518961404394360138998218675655307300760402572";
    private const string Colons = "1D:DE:55:AD:98:ED:71:D6:ED:D4:A4:A1:69:96:DE:7B:47:77:3A:8C";

    private static IEnumerable<TestCaseData> Decorated()
    {
        yield return Serial("Colons", Colons);
        yield return Serial("LowerCaseColons", Colons.ToLowerInvariant());
        yield return Serial("Spaces", Colons.Replace(':', ' '));
        yield return Serial("Prefix0x", "0x" + Merchant.SerialNumber);
        yield return Serial("PrefixOfOpenSsl", "serial=" + Merchant.SerialNumber);
        yield return Serial("LeadingZeroByte", "00" + Merchant.SerialNumber);
        yield return Serial("LineBreak", Merchant.SerialNumber + "\n");
        yield return Serial("LeadingSpace", " " + Merchant.SerialNumber);
        yield return Serial("Quotes", $"\"{Merchant.SerialNumber}\"");
    }

    [TestCaseSource(nameof(Decorated))]
    public void MerchantSerialNumber_WithWhatToolsAdd_SaysHowToWriteIt(string serial)
    {
        Assert.That(Checking(options => options.MerchantSerialNumber = serial),
            Rejects(
                "MerchantSerialNumber",
                "must consist of hexadecimal digits only",
                $"Write {Merchant.SerialNumber}. Read it with: openssl"));
    }

    [TestCaseSource(nameof(Decorated))]
    public void PlatformKeys_UnderASerialWithWhatToolsAdd_SayHowToWriteIt(string serial)
    {
        Assert.That(Checking(options => options.PlatformKeys[serial] = Merchant.PlatformKey),
            Rejects("PlatformKeys", "must consist of hexadecimal digits only", $"Write {Merchant.SerialNumber}."));
    }

    [TestCase(Decimal, "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C")]
    [TestCase("340282366920938463463374607431768211455", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    [TestCase(" " + Decimal, "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C")]
    public void Serial_InDecimal_IsNamedInHexadecimal(string serial, string hexadecimal)
    {
        Assert.That(Checking(options => options.MerchantSerialNumber = serial),
            Rejects("MerchantSerialNumber", "is in decimal", $"Write {hexadecimal}."));
        Assert.That(Checking(options => options.PlatformKeys[serial] = Merchant.PlatformKey),
            Rejects("PlatformKeys", "is in decimal", $"Write {hexadecimal}."));
        Assert.That(() => RequestSigners.Brand("40001", serial, Merchant.Key),
            Rejects("serialNumber", "is in decimal", $"Write {hexadecimal}."));
    }

    [TestCase("1DDE55AD", "must have 16 to 40 hexadecimal digits, usually 40 (was 8)")]
    [TestCase("12345678", "must have 16 to 40 hexadecimal digits, usually 40 (was 8)")]
    [TestCase("1", "must have 16 to 40 hexadecimal digits, usually 40 (was 1)")]
    [TestCase(
        "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
        "must have 16 to 40 hexadecimal digits, usually 40 (was 80)")]
    [TestCase("1DDE55AD98ED71D6EDD4…", "ends with the character U+2026")]
    [TestCase("1DDE55AD98ED71D6EDD4A4A169**************", "contains '*' at position 26")]
    [TestCase("１DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C", "starts with the full-width character '１' (U+FF11)")]
    [TestCase("1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C\u200B", "ends with the invisible character U+200B")]
    [TestCase("1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8O", "ends with 'O'")]
    public void Serial_ThatCannotBeOne_SaysWhatIsWrong(string serial, string seen)
    {
        Assert.That(Checking(options => options.MerchantSerialNumber = serial), Rejects("MerchantSerialNumber", seen, "openssl x509"));
        Assert.That(Checking(options => options.PlatformKeys[serial] = Merchant.PlatformKey), Rejects("PlatformKeys", seen, "PUB_KEY_ID_"));
        Assert.That(Checking(options => options.RequestSigner = new RemoteSigner { SerialNumber = serial }),
            Rejects("RequestSigner", seen, "SerialNumber"));
    }

    [TestCase(Merchant.SerialNumber)]
    [TestCase("1dde55ad98ed71d6edd4a4a16996de7b47773a8c")]
    [TestCase("1234567890123456789012345678901234567890")]
    [TestCase("7132D72A03E93CDDF8C03BBD1F37EEDF")]
    [TestCase("0132D72A03E93CDD")]
    public void MerchantSerialNumber_OfAWholeCertificate_IsAccepted(string serial)
    {
        Assert.That(Checking(options => options.MerchantSerialNumber = serial), Throws.Nothing);
    }

    [Test]
    public void MerchantSerialNumber_OfFortyDigitsThatBeginWithZeros_IsTaken()
    {
        var options = Merchant.Options();
        options.MerchantSerialNumber = "00" + Merchant.SerialNumber[2..];

        Assert.That(() => new WeChatPayClient(options).Dispose(), Throws.Nothing);
        options.MerchantSerialNumber = "00" + Merchant.SerialNumber;
        Assert.That(() => new WeChatPayClient(options), Throws.ArgumentException);
    }

    [Test]
    public async Task MerchantSerialNumber_InLowerCase_IsSentAsThePlatformWritesIt()
    {
        using var platform = new FakePlatform();
        using var client = platform.CreateClient(options => options.MerchantSerialNumber = Merchant.SerialNumber.ToLowerInvariant());

        await client.Chain("v3/x").GetAsync();

        Assert.That(platform.Request.AuthorizationField("serial_no"), Is.EqualTo(Merchant.SerialNumber));
    }

    [TestCase("PUB_KEY_ID_", "has nothing after PUB_KEY_ID_", "Copy the whole ID")]
    [TestCase("PUB_KEY_ID_0119\n", "ends with a line break (U+000A)", "Remove it")]
    [TestCase("PUB_KEY_ID_0119\r\n", "contains a line break (U+000D) at position 15", "Remove it")]
    [TestCase("PUB_KEY_ID_0119 ", "ends with a space", "Remove it")]
    [TestCase(" PUB_KEY_ID_0119", "starts with a space", "Remove it")]
    [TestCase("PUB_KEY_ID_ 0119", "contains a space at position 11", "Remove it")]
    [TestCase("PUB_KEY_ID_\u200B0119", "contains the invisible character U+200B at position 11", "Remove it")]
    [TestCase("\uFEFFPUB_KEY_ID_0119", "starts with the invisible character U+FEFF", "PUB_KEY_ID_")]
    [TestCase("PUB_KEY_ID_0119\t", "ends with a tab", "Remove it")]
    [TestCase("PUB_KEY_ID_０１１９", "contains the full-width character '０' (U+FF10) at position 11", "Remove it")]
    [TestCase("\"PUB_KEY_ID_0119\"", "starts with a quotation mark", "PUB_KEY_ID_")]
    [TestCase("PUB_KEY_ID_01…", "ends with the character U+2026", "Remove it")]
    [TestCase("pub_key_id_0119", "is not in upper case", "Write PUB_KEY_ID_")]
    public void PlatformKeys_UnderAPublicKeyIdThatIsNotWhole_SayWhatIsWrong(string id, string seen, string remedy)
    {
        Assert.That(Checking(options => options.PlatformKeys[id] = Merchant.PlatformKey), Rejects("PlatformKeys", seen, remedy));
    }

    [TestCase(1024)]
    [TestCase(2040)]
    public void PlatformKeys_TooShort_SayHowManyBits(int bits)
    {
        using var weak = RSA.Create(bits);

        Assert.That(Checking(options => options.PlatformKeys[Merchant.PublicKeyId] = weak),
            Rejects("PlatformKeys", $"the key '{Merchant.PublicKeyId}', which must be at least 2048 bits (was {weak.KeySize})"));
        Assert.That(Checking(options => options.PlatformKeys["7132D72A03E93CDDF8C03BBD1F37EEDF"] = weak),
            Rejects("PlatformKeys", "the key '7132D72A03E93CDDF8C03BBD1F37EEDF'", "at least 2048"));
    }

    [TestCase(" 1900000109", "MerchantId starts with a space; only digits are expected")]
    [TestCase("1900000109\n", "MerchantId ends with a line break (U+000A)")]
    [TestCase("1900 000109", "MerchantId contains a space at position 4")]
    [TestCase("1900000109\u00A0", "MerchantId ends with the invisible character U+00A0")]
    [TestCase("'1900000109'", "MerchantId starts with a quotation mark (')")]
    [TestCase("1900000109\u200B", "MerchantId ends with the invisible character U+200B")]
    [TestCase("１９00000109", "MerchantId starts with the full-width character '１' (U+FF11)")]
    [TestCase("1900000109٣", "MerchantId ends with the character U+0663")]
    [TestCase("wx8888888888888888", "MerchantId starts with 'w'")]
    public void MerchantId_WithAStrayCharacter_NamesItAndItsPlace(string id, string seen)
    {
        Assert.That(Checking(options => options.MerchantId = id), Rejects("MerchantId", seen, "商户号"));
    }

    [Test]
    public void SharedKey_WithAStrayCharacter_NamesItAndNotTheKey([ValueSource(nameof(_names))] string name)
    {
        (string Key, string Seen)[] cases =
        [
            ("0123456789abcdefghijklmnopqrstuv\n", "has 33 characters and ends with a line break (U+000A)"),
            (" 0123456789abcdefghijklmnopqrstuv", "has 33 characters and starts with a space"),
            ("\"0123456789abcdefghijklmnopqrstuv\"", "has 34 characters and starts and ends with a quotation mark (\")"),
            ("'0123456789abcdefghijklmnopqrst'", "starts and ends with a quotation mark (')"),
            ("0123456789abcdefghijklmnopqrstu\n", "ends with a line break (U+000A)"),
            ("0123456789abcdef hijklmnopqrstuv", "contains a space at position 16"),
            ("0123456789abcdef\u200Bhijklmnopqrstuv", "contains the invisible character U+200B at position 16"),
            ("０123456789abcdefghijklmnopqrstuv", "starts with the full-width character '０' (U+FF10)"),
            ("0123456789abcdef\thijklmnopqrstuv", "contains a tab (U+0009) at position 16"),
        ];

        foreach (var (key, seen) in cases)
        {
            Assert.That(Checking(options => SetSharedKey(options, name, key)), Rejects(name, seen, "32 ASCII characters"));
            Assert.That(Checking(options => SetSharedKey(options, name, key)), Throws.ArgumentException.With.Message.Not.Contains("456789")
                .And.Message.Not.Contains("hijk"));
        }
    }

    private static TestCaseData Serial(string name, string serial) => new TestCaseData(serial).SetArgDisplayNames(name);
}
