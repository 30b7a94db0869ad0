using System.Text;

namespace WeChatPay.Chain.Crypto;

/// <summary>Decodes the base64 input and the UTF-8 output of decryption.</summary>
internal static class Ciphertext
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] FromBase64(string ciphertext)
    {
        try
        {
            return Convert.FromBase64String(ciphertext);
        }
        catch (FormatException exception)
        {
            throw new WeChatPayDecryptionException(
                "The ciphertext is not valid base64: part of it is missing, or it was altered in transit.", exception);
        }
    }

    public static string ToText(byte[] plaintext)
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
