using System.Text;

namespace WeChatPay.Chain.Values;

/// <summary>UTF-8 that loses nothing on the way.</summary>
internal static class StrictUtf8
{
    private static readonly UTF8Encoding _encoding = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="text">Whole characters.</param>
    /// <param name="owner">What the text belongs to; the message names it and does not show the text.</param>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair, in whose place others would send U+FFFD.</exception>
    public static byte[] GetBytes(string text, string owner)
    {
        try
        {
            return _encoding.GetBytes(text);
        }
        catch (EncoderFallbackException exception)
        {
            throw new ArgumentException(
                $"The text of {owner} contains half of a surrogate pair at index {exception.Index}, which cannot be encoded as UTF-8. Check that "
                + "it was not cut within a character.",
                exception);
        }
    }
}
