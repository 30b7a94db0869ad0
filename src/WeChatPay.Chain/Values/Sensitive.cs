using System.Diagnostics;
using System.Text.Json.Serialization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>A value that leaves encrypted (敏感信息加密): a name, a number of a card or of a telephone. Stands anywhere in <c>json</c>, in <c>query</c>, or in the meta of an upload.</summary>
/// <remarks>
/// All values of one request are encrypted (RSAES-OAEP, SHA-1) with one platform key, which the header <c>Wechatpay-Serial</c> names:
/// the one that the caller's own header names; else the WeChat Pay public key; else the certificate that started last and is valid
/// now. A client that renews its keys downloads them first where it has none yet, and reads the payload a second time then; when
/// that fails, the verb throws an <see cref="InvalidOperationException"/> and nothing was sent. The value itself is shown nowhere: in no text, no debugger, no other JSON.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4013053257.
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

    /// <summary>Marks a text to be encrypted.</summary>
    /// <param name="text">At most what the key's size allows: 214 bytes of UTF-8 with a 2048-bit key. A longer one is an <see cref="ArgumentException"/> of the verb.</param>
    /// <exception cref="ArgumentException">The text is null, or holds half of a character.</exception>
    public static Sensitive From(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _ = StrictUtf8.GetBytes(text, "a Sensitive");
        return new Sensitive(text);
    }

    /// <summary>The same mask for every value.</summary>
    public override string ToString() => Mask;

    internal static ArgumentException Refused(string name, string parameter) => new(
        $"The value of '{name}' is a Sensitive, which only APIv3 calls encrypt. For APIv2, pass the text that the endpoint documents.", parameter);

    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    internal string Text => _text;
}
