namespace WeChatPay.Chain.Crypto;

/// <summary>The kind of a key, certificate or container.</summary>
internal enum KeyKind
{
    /// <summary>An unknown structure.</summary>
    Unknown,

    /// <summary>An X.509 certificate with any key.</summary>
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

    /// <summary>A private key of another algorithm, such as EC or SM2.</summary>
    OtherPrivate,

    /// <summary>A public key of another algorithm, such as EC or SM2.</summary>
    OtherPublic,

    /// <summary>A PKCS#12 container, such as <c>apiclient_cert.p12</c>.</summary>
    Pkcs12,

    /// <summary>PEM in OpenSSL's legacy encrypted format: <c>Proc-Type: 4,ENCRYPTED</c>.</summary>
    OpenSslEncrypted,
}
