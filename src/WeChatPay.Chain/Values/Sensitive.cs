using System.Diagnostics;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>
/// A value that is encrypted when it is sent (敏感信息加密), such as a name, a card number or a telephone number. It can be used anywhere in
/// <c>json</c>, in <c>query</c>, and in the meta data of an upload.
/// </summary>
/// <remarks>
/// All values of a request are encrypted with the same platform key, which the header <c>Wechatpay-Serial</c> names: the key that the
/// caller's own header names, else the WeChat Pay public key, else the valid certificate that was issued last. RSA keys use RSAES-OAEP with
/// SHA-1. A client that renews its keys and has none yet downloads them first, and reads the payload again afterwards; if that fails, the
/// verb throws an <see cref="InvalidOperationException"/> and nothing is sent. The value is never shown, whether as text, in the debugger
/// or in other JSON. See https://pay.weixin.qq.com/doc/v3/merchant/4013053257.
/// </remarks>
/// <example><code>json = new { contact_name = Sensitive.From("张三") }</code></example>
[DebuggerDisplay(Mask)]
[JsonConverter(typeof(UnencryptedSensitiveConverter))]
public sealed class Sensitive
{
    private const string Mask = "***";

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string _text;

    private Sensitive(string text) => _text = text;

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Text => _text;

    /// <summary>Creates a value to encrypt.</summary>
    /// <param name="text">
    /// The text, at most 214 bytes of UTF-8 with a 2048-bit key. The verb throws an <see cref="ArgumentException"/> if it is longer.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException"><paramref name="text"/> contains an unpaired surrogate.</exception>
    public static Sensitive From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _ = StrictUtf8.GetBytes(text, "a Sensitive");
        return new Sensitive(text);
    }

    /// <summary>Returns <c>***</c>.</summary>
    public override string ToString() => Mask;

    internal static ArgumentException NotSupported(string name, string parameter) => new(
        $"The value of '{name}' is a Sensitive, which only APIv3 calls encrypt. For APIv2, pass the text that the endpoint documents.",
        parameter);
}
