using System.Text;

namespace WeChatPay.Chain.Values;

/// <summary>Encodes UTF-8, and rejects text that cannot be encoded without loss.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="text">The text.</param>
    /// <param name="owner">The owner of the text. The message names it, and does not show the text.</param>
    /// <exception cref="ArgumentException">
    /// The text contains an unpaired surrogate, which other encoders replace with U+FFFD.
    /// </exception>
    public static byte[] GetBytes(string text, string owner)
    {
        try
        {
            return _encoding.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException(
                $"The text of {owner} contains an unpaired surrogate at index {exception.Index}, which cannot be encoded as UTF-8. "
                    + "Check that it was not cut within a character.",
                exception);
        }
    }
}
