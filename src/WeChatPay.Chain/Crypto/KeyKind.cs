namespace WeChatPay.Chain.Crypto;

/// <summary>What a piece of key material turned out to be.</summary>
internal enum KeyKind
{
    /// <summary>Nothing that is known here.</summary>
    Unknown,

    /// <summary>An X.509 certificate, whatever its key.</summary>
    Certificate,

    /// <summary><c>RSAPrivateKey</c> of RFC 8017.</summary>
    Pkcs1Private,

    /// <summary><c>RSAPublicKey</c> of RFC 8017.</summary>
    Pkcs1Public,

    /// <summary><c>PrivateKeyInfo</c> of RFC 5208 around an RSA key.</summary>
    Pkcs8,

    /// <summary><c>EncryptedPrivateKeyInfo</c> of RFC 5208.</summary>
    EncryptedPkcs8,

    /// <summary><c>SubjectPublicKeyInfo</c> of RFC 5280 around an RSA key.</summary>
    Spki,

    /// <summary>A private key for elliptic curves, SM2 among them, or for another algorithm.</summary>
    OtherPrivate,

    /// <summary>A public key for elliptic curves, SM2 among them, or for another algorithm.</summary>
    OtherPublic,

    /// <summary>A PKCS#12 container, such as <c>apiclient_cert.p12</c>.</summary>
    Pkcs12,

    /// <summary>A PEM whose body OpenSSL itself encrypted: <c>Proc-Type: 4,ENCRYPTED</c>.</summary>
    OpenSslEncrypted,
}
