using System.Text;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Texts of keys as configuration files, environment variables, editors and shells leave them.</summary>
public sealed partial class RsaTests
{
    private static readonly Func<string, string>[] _distortions =
    [
        text => "\uFEFF" + text,
        text => $"\"{text}\"",
        text => $"'{text}'",
        text => $"“{text}”",
        text => $" \t{text}\r\n",
        text => $"\uFEFF\"{text}\"\n",
        text => text.Replace("\n", "\\n", StringComparison.Ordinal),
        text => text.Replace("\n", "\\\\n", StringComparison.Ordinal),
        text => text.Replace("\n", "\\r\\n", StringComparison.Ordinal),
        text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        text => text.Replace("\n", "\r", StringComparison.Ordinal),
        text => text + "\\n",
        text => $"\"{text.Replace("\n", "\\n", StringComparison.Ordinal)}\\n\"",
        text => text.Replace("/", "\\/", StringComparison.Ordinal),
        text => text.Replace("\n", "\n    ", StringComparison.Ordinal),
        text => text.Replace("\n", "\u200B\n", StringComparison.Ordinal),
        text => text.Replace("\n", "\n\u00A0", StringComparison.Ordinal),
        text => System.Text.Json.JsonSerializer.Serialize(text),
        text => text.Replace("+", "\\\\u002b", StringComparison.Ordinal),
    ];

    private static IEnumerable<string> Originals =>
    [
        KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8),
        KeyFixture.Pem("RSA PRIVATE KEY", KeyFixture.Pkcs1Private),
        Convert.ToBase64String(KeyFixture.Pkcs8, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n"),
    ];

    [Test]
    public void From_ADistortedText_IsRead([Range(0, 18)] int distortion, [Range(0, 2)] int original)
    {
        using var key = Rsa.From(_distortions[distortion](Originals.ElementAt(original)));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_AFileWithADistortedText_IsRead([Range(0, 18)] int distortion)
    {
        using var key = Rsa.From("file://" + FileWith(_distortions[distortion](KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8))));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_Base64OfAWholeFile_IsRead([Values("", "\uFEFF")] string mark, [Values("\n", "\r\n", "\\n")] string lineBreak,
        [Values] bool inLines)
    {
        var file = mark + KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8).Replace("\n", lineBreak, StringComparison.Ordinal) + lineBreak;
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(file), inLines ? Base64FormattingOptions.InsertLineBreaks
            : Base64FormattingOptions.None);

        using var key = Rsa.From(text);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
        Assert.That(
            () => Rsa.From(text, KeyType.Public),
            Throws.ArgumentException.With.Message.Contains("The text contains an RSA private key (PKCS#8)"));
    }

    [Test]
    public void From_Base64OfAWholeFileThatIsCut_SaysThatThePemIsDamaged()
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8)[..^20]));

        Assert.That(() => Rsa.From(text), Throws.ArgumentException.With.Message.Contains("The PEM text is damaged"));
    }

    [Test]
    public void From_AQuotedFileUri_IsRead([Values("\"{0}\"", "'{0}'", " {0}", "{0}\n", "\uFEFF{0}")] string around)
    {
        using var key = Rsa.From(string.Format(null, around, "file://" + FileWith(KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8))));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_APrefixBeforeBase64WithSpelledOutLineBreaks_IsRead()
    {
        using var key = Rsa.From("private.pkcs8://" + Originals.Last().Replace("\n", "\\n", StringComparison.Ordinal));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_AnEmptyFile_NamesIt([Values("", " \r\n", "\uFEFF")] string content)
    {
        var path = FileWith(content);

        Assert.That(() => Rsa.From("file://" + path), Throws.ArgumentException.With.Message.Contains($"The file '{path}' is empty.")
            .And.Property("ParamName").EqualTo("textOrFileUri"));
    }

    [Test]
    public void From_AFileWithSomethingElse_NamesIt()
    {
        var path = FileWith(KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(1)));

        Assert.That(() => Rsa.From("file://" + path), Throws.ArgumentException
            .With.Message.Contains($"The file '{path}' contains an X.509 certificate. An RSA private key is expected"));
        Assert.That(
            () => Rsa.From("file://" + FileWith("no key")),
            Throws.ArgumentException.With.Message.Contains($"The file '{path}' is neither PEM"));
        Assert.That(() => Rsa.From("file://" + FileWith("-----BEGIN PRIVATE KEY-----")), Throws.ArgumentException
            .With.Message.Contains($"The file '{path}', which is PEM, is damaged"));
    }

    [Test]
    public void From_Pkcs12AsBase64_SaysWhatItIs()
    {
        Assert.That(() => Rsa.From(Base64(KeyFixture.Pkcs12())), Throws.ArgumentException.With.Message.Contains("a PKCS#12 container")
            .And.Message.Contains("apiclient_key.pem"));
        Assert.That(() => Rsa.From(KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs12())), Throws.ArgumentException
            .With.Message.Contains("a PKCS#12 container"));
    }

    [TestCase("\"\"")]
    [TestCase("\uFEFF")]
    [TestCase("' '")]
    public void From_NothingButWhatSurroundsAText_SaysThatItIsEmpty(string text)
    {
        Assert.That(() => Rsa.From(text), Throws.ArgumentException.With.Message.Contains("The key is empty")
            .And.Message.Contains("file://"));
    }

    [Test]
    public void FromPkcs8_Distorted_IsReadAsFarAsItIsBase64()
    {
        using var key = Rsa.FromPkcs8($"\"{Originals.Last().Replace("\n", "\\n", StringComparison.Ordinal)}\"");

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
        Assert.That(() => Rsa.FromPkcs8(Originals.First()), Throws.ArgumentException.With.Message.Contains("The text is PEM")
            .And.Message.Contains("Rsa.From"));
    }
}
