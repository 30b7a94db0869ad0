namespace WeChatPay.Chain.Crypto;

/// <summary>Keys that name their format in front of the base64, as wechatpay-php writes them: <c>private.pkcs8://MII…</c>.</summary>
internal static class KeyUri
{
    private static readonly (string Prefix, KeyKind Kind)[] _formats =
    [
        ("private.pkcs1://", KeyKind.Pkcs1Private),
        ("private.pkcs8://", KeyKind.Pkcs8),
        ("public.pkcs1://", KeyKind.Pkcs1Public),
        ("public.spki://", KeyKind.Spki),
    ];

    /// <returns>The key; null when the text starts with none of the prefixes.</returns>
    /// <exception cref="ArgumentException">What follows the prefix is no base64, or is of another format.</exception>
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
