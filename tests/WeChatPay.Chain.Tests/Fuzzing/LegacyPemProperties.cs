using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.BouncyCastle;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>Keys in OpenSSL's legacy encrypted format, and similar texts.</summary>
internal static class LegacyPemProperties
{
    private static readonly Gen<string> _texts = Texts.Mutated(
        Gen.Constant(FuzzKeys.OldEncryptedPkcs1),
        Gen.OneOf(Texts.Broken, Gen.Elements(
            "A",
            "=",
            "\n",
            "\n\n",
            "-----",
            "AES-256-CBC",
            "DES-EDE3-CBC",
            "DEK-Info: ",
            "Proc-Type: 4,ENCRYPTED",
            FuzzKeys.OldEncryptedPkcs1,
            FuzzKeys.Pkcs1)));

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of(
            "ReadPrivateKey_AnAlteredKey_IsReadOrRejectedAndNotShown",
            _texts.Zip(Gen.OneOf(Gen.Constant(FuzzKeys.Password), Texts.Broken)),
            IsReadOrRejected),
    ];

    private static bool IsReadOrRejected((string Text, string Password) input)
    {
        try
        {
            using var key = LegacyPem.ReadPrivateKey(input.Text, input.Password);
            return key.KeySize > 0;
        }
        catch (Exception exception) when (exception is ArgumentException or WeChatPayDecryptionException)
        {
            return !PemProperties.Shows(exception, input.Text);
        }
    }
}
