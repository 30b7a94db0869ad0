using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Transport;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain;

/// <summary>A client of the WeChat Pay API for one merchant, and the root of every chain.</summary>
/// <remarks>
/// Thread-safe. Create one client per merchant and keep it for the life of the process.
/// <para>
/// A <see langword="dynamic"/> client takes chains of members, such as <c>client.v3.certificates</c>. A statically typed one takes
/// templates through <see cref="UrlChain.Chain"/> and the indexer. The endpoints are listed at
/// https://pay.weixin.qq.com/doc/v3/merchant/4012081606.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// dynamic client = new WeChatPayClient(options);
/// var response = await client.v3.payscore.permissions.PostAsync(json: new
/// {
///     service_id = "500001",
///     appid = "wx8888888888888888",
///     authorization_code = "1234323JKHDFE1243252",
/// });
/// Console.WriteLine(response.Data.apply_permissions_token);
/// </code>
/// </example>
public sealed partial class WeChatPayClient : UrlChain, IDisposable
{
    private readonly HttpTransport _transport;
    private readonly KeyRing _keys;
    private readonly KeyGauges _gauges;
    private readonly MerchantDecryption _decryption;
    private readonly BillSource _bills;
    private readonly PaymentKeys _payments;
    private readonly SignedUrl _signedUrl;

    /// <summary>Creates a client after validating every option. Nothing is sent.</summary>
    /// <param name="options">Read once; later changes do not affect the client.</param>
    /// <exception cref="ArgumentException">An option is missing or invalid. The message names it, and the remedy.</exception>
    public WeChatPayClient(WeChatPayClientOptions options)
        : this(options, handlers: null)
    {
    }

    /// <param name="options">The options.</param>
    /// <param name="handlers">
    /// Replaces the client's own sockets in tests, for example to trust a server on loopback. <see langword="null"/> creates those that
    /// the options specify.
    /// </param>
    internal WeChatPayClient(WeChatPayClientOptions options, PrimaryHandlerFactory? handlers)
        : this(new WeChatPayClientServices(ClientOptionsValidator.Validate(options), handlers))
    {
    }

    private WeChatPayClient(WeChatPayClientServices services)
        : base(services.Requests, services.Transport)
    {
        MerchantId = services.MerchantId;
        Notifications = services.Notifications;
        _transport = services.Transport;
        _keys = services.Keys;
        _gauges = services.Gauges;
        _decryption = services.Decryption;
        _bills = new BillSource(this, services.Algorithms, services.Decryption);
        _payments = services.Payments;
        _signedUrl = services.SignedUrl;
    }

    /// <summary>
    /// Gets the merchant number (商户号) that requests are signed for. With a <see cref="WeChatPayClientOptions.RequestSigner"/> that signs
    /// for a brand, it is the signer's identity.
    /// </summary>
    public string MerchantId { get; }

    /// <summary>Gets the current platform keys of the client and the state of their renewal, for health checks.</summary>
    public PlatformKeyStatus KeyStatus => PlatformKeyStatus.From(_keys);

    /// <summary>Gets the verifier of this merchant's notifications, which uses the keys of this client.</summary>
    internal NotificationVerifier Notifications { get; }

    private bool IsShared { get; init; }

    /// <summary>
    /// Creates a client that ignores <see cref="Dispose"/>, for a container that resolves it in many scopes, each of which disposes its
    /// services.
    /// </summary>
    /// <param name="options">
    /// As for the constructor, with a <see cref="WeChatPayClientOptions.PrimaryHandler"/>, which remains with its owner.
    /// </param>
    /// <exception cref="ArgumentException">
    /// An option is missing or invalid, or <c>PrimaryHandler</c> is missing. The message names the option, and the remedy.
    /// </exception>
    public static WeChatPayClient CreateShared(WeChatPayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Require.That(options.PrimaryHandler is not null, nameof(options.PrimaryHandler),
            "is missing. A shared client does not close sockets, so it needs a handler that its owner disposes.");
        return new WeChatPayClient(options) { IsShared = true };
    }

    /// <summary>Downloads the platform certificates now, even if the last download was less than a minute ago.</summary>
    /// <param name="cancellationToken">Cancels the wait. The download itself continues, because other calls may wait for it.</param>
    /// <exception cref="InvalidOperationException">
    /// The keys are fixed: the client was not created with <see cref="PlatformKeys.FromCertificates"/>.
    /// </exception>
    /// <exception cref="WeChatPayApiException">
    /// The platform returned an error; its code is <c>RESOURCE_NOT_EXISTS</c> if the merchant verifies with the public key only.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">The certificates cannot be decrypted with the APIv3 key.</exception>
    /// <exception cref="WeChatPaySignatureException">The response cannot be verified. The client keeps its previous keys.</exception>
    public Task RenewPlatformKeysAsync(CancellationToken cancellationToken = default) => _keys.RenewAsync(cancellationToken);

    /// <summary>Decrypts a sensitive field of a response (敏感信息解密), which the platform encrypted for the merchant.</summary>
    /// <param name="ciphertext">The text of the field: base64.</param>
    /// <returns>The plaintext, decoded as UTF-8.</returns>
    /// <exception cref="WeChatPayDecryptionException">
    /// The merchant's private key does not decrypt the field: it was encrypted for another certificate, or altered.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// The client has no private key: its <see cref="WeChatPayClientOptions.RequestSigner"/> does not implement
    /// <see cref="IMerchantDecryptor"/>.
    /// </exception>
    public string Decrypt(string ciphertext) => CryptoText.DecodePlaintext(_decryption.Decrypt(ciphertext, "A sensitive field"));

    /// <summary>Closes the client's own sockets. Keys, certificates and a given handler are left to their owner.</summary>
    public void Dispose()
    {
        if (!IsShared)
        {
            _gauges.Dispose();
            _transport.Dispose();
        }
    }
}
