namespace WeChatPay.Chain.Crypto;

/// <summary>A key, certificate or container that was found in a text or file.</summary>
/// <param name="kind">The kind, determined from the DER, because PEM labels are often wrong in files that were edited by hand.</param>
/// <param name="der">The decoded bytes; empty for <see cref="KeyKind.OpenSslEncrypted"/>.</param>
/// <param name="label">The PEM label, if any.</param>
/// <param name="pem">The text of an <see cref="KeyKind.OpenSslEncrypted"/>; null otherwise.</param>
internal sealed class KeyMaterial(KeyKind kind, byte[] der, string? label = null, string? pem = null)
{
    public KeyKind Kind { get; } = kind;

    public string? Pem => pem;

    /// <summary>The source, for the beginning of a message: "The text", or "The file '…'".</summary>
    public string Source { get; init; } = PemReader.Text;

    public byte[] Der { get; } = der;

    /// <summary>A description for messages, such as "an X.509 certificate".</summary>
    public string Description => Kind switch
    {
        KeyKind.Certificate => "an X.509 certificate",
        KeyKind.Pkcs1Private => "an RSA private key (PKCS#1)",
        KeyKind.Pkcs1Public => "an RSA public key (PKCS#1)",
        KeyKind.Pkcs8 => "an RSA private key (PKCS#8)",
        KeyKind.EncryptedPkcs8 => "an encrypted private key (PKCS#8)",
        KeyKind.Spki => "an RSA public key (SPKI)",
        KeyKind.OtherPrivate => "a private key that is not RSA (EC or SM2, for example)",
        KeyKind.OtherPublic => "a public key that is not RSA (EC or SM2, for example)",
        KeyKind.Pkcs12 => "a PKCS#12 container (such as apiclient_cert.p12)",
        KeyKind.OpenSslEncrypted => "a private key in OpenSSL's legacy encrypted format (\"Proc-Type: 4,ENCRYPTED\")",
        _ when label is not null => $"a PEM block \"{label}\" that is damaged or does not contain a supported key",
        _ => "data that is neither a key nor a certificate, or is damaged (a path must start with file://)",
    };

    public bool Is(KeyType type) => type is KeyType.Private
        ? Kind is KeyKind.Pkcs1Private or KeyKind.Pkcs8 or KeyKind.EncryptedPkcs8 or KeyKind.OtherPrivate or KeyKind.OpenSslEncrypted
        : Kind is KeyKind.Certificate or KeyKind.Pkcs1Public or KeyKind.Spki or KeyKind.OtherPublic;
}
