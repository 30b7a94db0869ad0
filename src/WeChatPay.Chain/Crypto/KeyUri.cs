namespace WeChatPay.Chain.Crypto;

/// <summary>Reads keys in base64 with a prefix that names the format, as in wechatpay-php: <c>private.pkcs8://MII…</c>.</summary>
internal static class KeyUri
{
    private static readonly (string Prefix, KeyKind Kind)[] _formats =
    [
        ("private.pkcs1://", KeyKind.Pkcs1Private),
        ("private.pkcs8://", KeyKind.Pkcs8),
        ("public.pkcs1://", KeyKind.Pkcs1Public),
        ("public.spki://", KeyKind.Spki),
    ];

    /// <returns>The key, or null if the text does not start with a prefix.</returns>
    /// <exception cref="ArgumentException">The text after the prefix is not base64, or has another format.</exception>
    public static KeyMaterial? TryRead(string text, string parameter)
    {
        var (prefix, kind) = Array.Find(_formats, format => text.StartsWith(format.Prefix, StringComparison.Ordinal));
        if (prefix is null)
        {
            return null;
        }
        var material = PemReader.ReadBase64(text[prefix.Length..], parameter);
        return material.Kind == kind
            ? material
            : throw new ArgumentException(
                $"The text starts with '{prefix}', but contains {material.Description}. Omit the prefix to read any format.",
                parameter);
    }
}
