namespace WeChatPay.Chain.Crypto;

/// <summary>Specifies which half of a key pair to read.</summary>
public enum KeyType
{
    /// <summary>A private key, which signs and decrypts, such as the merchant's <c>apiclient_key.pem</c>.</summary>
    Private,

    /// <summary>A public key or a certificate, which verifies and encrypts, such as WeChat Pay's <c>pub_key.pem</c>.</summary>
    Public,
}
