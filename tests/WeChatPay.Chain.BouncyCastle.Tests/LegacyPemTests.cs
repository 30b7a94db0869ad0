using System.Security.Cryptography;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.BouncyCastle.Tests;

/// <summary>Keys in OpenSSL's traditional encrypted format, and input that is not in this format.</summary>
internal sealed class LegacyPemTests
{
    private static TestCaseData[] Ciphers { get; } =
    [
        new TestCaseData(OpenSslFixture.Aes256, OpenSslFixture.Password).SetArgDisplayNames("AES-256-CBC"),
        new TestCaseData(OpenSslFixture.Aes192, OpenSslFixture.Password).SetArgDisplayNames("AES-192-CBC"),
        new TestCaseData(OpenSslFixture.Aes128, OpenSslFixture.Password).SetArgDisplayNames("AES-128-CBC"),
        new TestCaseData(OpenSslFixture.TripleDes, OpenSslFixture.Password).SetArgDisplayNames("DES-EDE3-CBC"),
        new TestCaseData(OpenSslFixture.WithChinesePassword, OpenSslFixture.ChinesePassword).SetArgDisplayNames("ChinesePassword"),
    ];

    [TestCaseSource(nameof(Ciphers))]
    public void ReadPrivateKey_CorrectPassword_ReturnsTheKey(string pem, string password)
    {
        using var key = LegacyPem.ReadPrivateKey(pem, password);

        Assert.That(IsTheKey(key));
    }

    [TestCaseSource(nameof(Ciphers))]
    public void ReadPrivateKey_WrongPassword_ThrowsWithoutSecrets(string pem, string password)
    {
        // One wrong password in 256 produces valid padding.
        for (var i = 0; i < 600; i++)
        {
            var wrong = $"wrong-{i}";

            var error = Assert.Throws<WeChatPayDecryptionException>(() => LegacyPem.ReadPrivateKey(pem, wrong))!;

            Assert.That($"{error}", Does.Not.Contain(wrong).And.Not.Contain(password).And.Not.Contain(pem.Split('\n')[6].Trim()));
            Assert.That(error.InnerException, Is.Null);
        }
    }

    [Test]
    public void ReadPrivateKey_FileUri_ReadsTheFile()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, OpenSslFixture.Aes256);

            using var key = LegacyPem.ReadPrivateKey($"file://{path}", OpenSslFixture.Password);

            Assert.That(IsTheKey(key));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestCase("\r\n", TestName = "ReadPrivateKey_WindowsLineEndings_ReturnsTheKey")]
    [TestCase("\\n", TestName = "ReadPrivateKey_EscapedLineEndings_ReturnsTheKey")]
    public void ReadPrivateKey_OtherLineEndings_ReturnsTheKey(string lineEnd)
    {
        using var key = LegacyPem.ReadPrivateKey(
            OpenSslFixture.Aes256.Replace("\n", lineEnd, StringComparison.Ordinal), OpenSslFixture.Password);

        Assert.That(IsTheKey(key));
    }

    [Test]
    public void ReadPrivateKey_AfterOtherBlocks_ReturnsTheEncryptedKey()
    {
        using var other = RSA.Create(1024);

        using var key = LegacyPem.ReadPrivateKey(
            $"{OpenSslFixture.PublicKey}\n{other.ExportRSAPrivateKeyPem()}\n{OpenSslFixture.Aes256}\n", OpenSslFixture.Password);

        Assert.That(IsTheKey(key));
    }

    [TestCase(null)]
    [TestCase("")]
    public void ReadPrivateKey_NoPassword_Throws(string? password)
    {
        Assert.That(() => LegacyPem.ReadPrivateKey(OpenSslFixture.Aes256, password!), Throws.InstanceOf<ArgumentException>()
            .With.Property("ParamName").EqualTo("password").And.Message.Contain("the password is missing"));
    }

    [Test]
    public void ReadPrivateKey_UnsupportedCipher_ThrowsWithRemedy()
    {
        Assert.That(() => LegacyPem.ReadPrivateKey(OpenSslFixture.Camellia, OpenSslFixture.Password), Throws.ArgumentException
            .With.Message.Contain("'CAMELLIA-128-CBC'").And.Message.Contain("openssl pkcs8 -topk8"));
    }

    [Test]
    public void ReadPrivateKey_EllipticCurveKey_Throws()
    {
        Assert.That(() => LegacyPem.ReadPrivateKey(OpenSslFixture.EllipticCurve, OpenSslFixture.Password), Throws.ArgumentException
            .With.Message.Contain("an encrypted \"EC PRIVATE KEY\""));
    }

    [Test]
    public void ReadPrivateKey_OtherFormats_ThrowsAndNamesRsaFrom()
    {
        using var key = RSA.Create(1024);
        var pbe = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2048);

        Assert.That(
            () => LegacyPem.ReadPrivateKey(key.ExportRSAPrivateKeyPem(), "x"),
            Throws.ArgumentException.With.Message.Contain("\"RSA PRIVATE KEY\"").And.Message.Contain("Read it with Rsa.From"));
        Assert.That(
            () => LegacyPem.ReadPrivateKey(key.ExportEncryptedPkcs8PrivateKeyPem("x", pbe), "x"),
            Throws.ArgumentException.With.Message.Contain("\"ENCRYPTED PRIVATE KEY\"").And.Message.Contain("Rsa.From"));
        Assert.That(
            () => LegacyPem.ReadPrivateKey(OpenSslFixture.PublicKey, "x"), Throws.ArgumentException.With.Message.Contain("\"PUBLIC KEY\""));
        Assert.That(
            () => LegacyPem.ReadPrivateKey("no key", "x"), Throws.ArgumentException.With.Property("ParamName").EqualTo("textOrFileUri"));
    }

    [TestCase("DEK-Info: AES-256-CBC,", "DEK-Info: AES-256-CBC,AB", TestName = "ReadPrivateKey_LongerVector_Throws")]
    [TestCase("DEK-Info: AES-256-CBC,", "DEK-Info: DES-EDE3-CBC,", TestName = "ReadPrivateKey_VectorOfAnotherCipher_Throws")]
    [TestCase("DEK-Info:", "Dek:", TestName = "ReadPrivateKey_NoCipher_Throws")]
    [TestCase("-----END", "----END", TestName = "ReadPrivateKey_NoEnd_Throws")]
    public void ReadPrivateKey_DamagedBlock_Throws(string intact, string damaged)
    {
        var pem = OpenSslFixture.Aes256.Replace(intact, damaged, StringComparison.Ordinal);

        Assert.That(
            () => LegacyPem.ReadPrivateKey(pem, OpenSslFixture.Password), Throws.ArgumentException.With.Message.Contain("is damaged"));
    }

    [Test]
    public void ReadPrivateKey_AnyLineAltered_ThrowsDocumentedException()
    {
        var lines = OpenSslFixture.Aes256.Split('\n');

        for (var line = 4; line < lines.Length - 1; line++)
        {
            foreach (var altered in new[]
            {
                lines[line][1..],
                $"{lines[line]}AAAA",
                "",
                lines[line].Replace(lines[line][3], '='),
                string.Concat(lines[line].Reverse())
            })
            {
                var pem = string.Join('\n', [.. lines[..line], altered, .. lines[(line + 1)..]]);
                Assert.That(
                    () => LegacyPem.ReadPrivateKey(pem, OpenSslFixture.Password),
                    Throws.TypeOf<WeChatPayDecryptionException>().Or.TypeOf<ArgumentException>());
            }
        }
    }

    [Test]
    public void RsaFrom_EncryptedKey_NamesThisPackage()
    {
        Assert.That(
            () => Rsa.From(OpenSslFixture.Aes256),
            Throws.ArgumentException.With.Message.Contain("LegacyPem.ReadPrivateKey").And.Message.Contain("WeChatPay.Chain.BouncyCastle"));
    }

    private static bool IsTheKey(RSA key)
    {
        using var known = Rsa.From(OpenSslFixture.PublicKey, KeyType.Public);
        return known.VerifyData(
            "m"u8,
            key.SignData("m"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1);
    }
}
