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
                $"The text of {owner} holds half of a surrogate pair at index {exception.Index}, which has no UTF-8. Pass whole characters: was it cut inside one?", exception);
        }
    }
}
