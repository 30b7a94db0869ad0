using System.Text;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

/// <summary>Reading keys from files.</summary>
public sealed partial class RsaTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("wechatpay chain ");

    public void Dispose() => _folder.Delete(recursive: true);

    [Test]
    public void From_FileUriWithThePathAsItIs_IsRead()
    {
        using var key = Rsa.From("file://" + FileWith(KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8)));

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_FileUriWithAnEscapedPath_IsRead()
    {
        var uri = new Uri(FileWith(KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8))).AbsoluteUri;

        using var key = Rsa.From(uri);

        Assert.That(uri, Does.Contain("%20"));
        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [Test]
    public void From_FileWithAByteOrderMark_IsRead()
    {
        var path = FileWith(KeyFixture.Pem("PUBLIC KEY", KeyFixture.Spki), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        using var key = Rsa.From("file://" + path, KeyType.Public);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
    }

    [Test]
    public void From_FileWithBareBytes_IsRead()
    {
        using var key = Rsa.From("file://" + FileWith(KeyFixture.Certificate(1)), KeyType.Public);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: false));
    }

    [Test]
    public void From_FileThatIsMissing_NamesThePathAndTheParameter()
    {
        var path = Path.Combine(_folder.FullName, "apiclient_key.pem");

        Assert.That(() => Rsa.From("file://" + path), Throws.ArgumentException
            .With.Property("ParamName").EqualTo("textOrFileUri").And.Message.Contain($"The file '{path}' does not exist"));
    }

    [Test]
    public void From_RelativePathThatIsMissing_SaysWhereItWasLookedFor()
    {
        Assert.That(() => Rsa.From("file://no/such.pem"), Throws.ArgumentException
            .With.Message.Contain(Path.Combine(Environment.CurrentDirectory, "no", "such.pem")));
    }

    [Test]
    public void From_FileWhoseNameLooksLikeAKey_IsRead()
    {
        var path = Path.Combine(_folder.FullName, new string('a', 64));
        File.Move(FileWith(KeyFixture.Pem("PRIVATE KEY", KeyFixture.Pkcs8)), path);

        using var key = Rsa.From("file://" + path);

        Assert.That(KeyFixture.IsMerchantKey(key, isPrivate: true));
    }

    [TestCase("secret\nsecret")]
    [TestCase("secret-----secret")]
    [TestCase("secretsecretsecretsecretsecretsecretsecretsecretsecretsecretsecret")]
    public void From_PathThatLooksLikeAKey_IsNotShown(string path) => Assert.That(() => Rsa.From("file://" + path), Throws.ArgumentException
        .With.Message.Contains("looks like a key and not like a path").And.Message.Not.Contains("secret"));

    [Test]
    public void From_AnInvalidPath_SaysThatItCannotBeRead([Values(0, 3000)] int count) => Assert.That(
        () => Rsa.From("file://" + string.Concat(Enumerable.Repeat("a.", count))),
        Throws.ArgumentException.With.Message.Contains("cannot be read").And.Property("ParamName").EqualTo("textOrFileUri"));

    [Test]
    public void From_Folder_IsRejected()
    {
        Assert.That(() => Rsa.From("file://" + _folder.FullName), Throws.ArgumentException.With.Message.Contain("cannot be read"));
    }

    [Test]
    public void From_Pkcs12File_SaysWhatItIs()
    {
        var path = FileWith(KeyFixture.Pkcs12());

        Assert.That(
            () => Rsa.From("file://" + path),
            Throws.ArgumentException.With.Message.Contain("a PKCS#12 container").And.Message.Contain("apiclient_key.pem"));
    }

    [Test]
    public void SerialNumberOf_File_IsRead()
    {
        var path = FileWith(KeyFixture.Pem("CERTIFICATE", KeyFixture.Certificate(0x1D, 0xDE, 0x55)));

        Assert.That(Rsa.SerialNumberOf("file://" + path), Is.EqualTo("1DDE55"));
    }

    private string FileWith(string text, Encoding? encoding = null)
    {
        var path = Path.Combine(_folder.FullName, "key 1.pem");
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        return path;
    }

    private string FileWith(byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, "key 1.der");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
