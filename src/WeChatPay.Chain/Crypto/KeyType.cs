namespace WeChatPay.Chain.Crypto;

/// <summary>Which half of a key pair a text is expected to hold.</summary>
public enum KeyType
{
    /// <summary>A private key, such as the merchant's <c>apiclient_key.pem</c>: it signs and decrypts.</summary>
    Private,

    /// <summary>A public key or a certificate, such as WeChat Pay's <c>pub_key.pem</c>: it verifies and encrypts.</summary>
    Public,
}
