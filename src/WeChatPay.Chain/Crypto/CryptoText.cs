using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>Decodes the base64 input and the UTF-8 output of decryption.</summary>
internal static class CryptoText
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="WeChatPayDecryptionException">The text is not base64.</exception>
    public static byte[] DecodeCiphertext(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException exception)
        {
            throw new WeChatPayDecryptionException(
                "The ciphertext is not valid base64: part of it is missing, or it was altered in transit.", exception);
        }
    }

    /// <exception cref="WeChatPayDecryptionException">The bytes are not UTF-8.</exception>
    public static string DecodePlaintext(byte[] plaintext)
    {
        try
        {
            return _strict.GetString(plaintext);
        }
        catch (DecoderFallbackException)
        {
            // The framework's exception quotes bytes of the plaintext, so it must not be the inner exception.
            throw new WeChatPayDecryptionException("The decrypted data is not valid UTF-8 text. Check the key.");
        }
    }
}
