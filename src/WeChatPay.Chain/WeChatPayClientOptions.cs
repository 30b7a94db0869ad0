using System.Diagnostics;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain;

/// <summary>The options of a <see cref="WeChatPayClient"/>: the merchant's identity and keys, and how to reach the platform.</summary>
/// <remarks>
/// Most merchants set five: <see cref="MerchantId"/>, <see cref="MerchantSerialNumber"/>, <see cref="MerchantPrivateKey"/>,
/// <see cref="PlatformKeys"/> and <see cref="ApiV3Key"/>. https://pay.weixin.qq.com/doc/v3/merchant/4013070756 shows where to find them.
/// For APIv2 only, set <see cref="MerchantId"/> and <see cref="ApiV2Key"/>.
/// <para>The options are validated and copied when a client is created; later changes do not affect it.</para>
/// </remarks>
public class WeChatPayClientOptions
{
    /// <summary>Gets or sets the merchant number (商户号, <c>mchid</c>).</summary>
    /// <value>Digits only. Required, unless a <see cref="RequestSigner"/> signs for a brand.</value>
    public string MerchantId { get; set; } = "";

    /// <summary>Gets or sets the serial number of the merchant's own API certificate (商户API证书序列号, <c>apiclient_cert.pem</c>).</summary>
    /// <value>
    /// Usually 40 hexadecimal digits in either case, without separators. Required, unless a <see cref="RequestSigner"/> provides it. Not
    /// the serial number of a platform certificate or a <c>PUB_KEY_ID_…</c>, which belong in <see cref="PlatformKeys"/>.
    /// </value>
    public string MerchantSerialNumber { get; set; } = "";

    /// <summary>
    /// Gets or sets the merchant's private key (<c>apiclient_key.pem</c>), which signs requests and decrypts sensitive fields. Read it with
    /// <see cref="Crypto.Rsa.From"/>.
    /// </summary>
    /// <value>
    /// Required, unless there is a <see cref="RequestSigner"/>. Many clients and threads may share one instance. Clients do not dispose it.
    /// </value>
    public RSA? MerchantPrivateKey { get; set; }

    /// <summary>Gets or sets the signer of requests, for a key in a KMS or HSM, or for a brand.</summary>
    /// <value>
    /// <see langword="null"/> (the default) signs with <see cref="MerchantPrivateKey"/>. If that key is not set,
    /// <see cref="WeChatPayClient.Decrypt"/> needs a signer that implements <see cref="IMerchantDecryptor"/>.
    /// </value>
    public IRequestSigner? RequestSigner { get; set; }

    /// <summary>Gets or sets the platform's keys, which verify responses and notifications.</summary>
    /// <value>At least one key, of 2048 bits or more, or <see cref="PlatformKeys.FromCertificates"/>.</value>
    public PlatformKeys PlatformKeys { get; set; } = [];

    /// <summary>
    /// Gets the algorithms that are supported in addition to RSA, AES and SHA, such as 国密 (SM2, SM3, SM4). Empty by default.
    /// </summary>
    public IList<AlgorithmSuite> Algorithms { get; } = [];

    // The two keys are fields, because serializers and structured loggers read properties.
#pragma warning disable CA1051
    /// <summary>
    /// The APIv3 key (APIv3密钥), which decrypts notifications and platform certificates: 32 ASCII characters, or
    /// <see langword="null"/> (the default) if neither is used.
    /// </summary>
    [JsonIgnore]
    [IgnoreDataMember]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiV3Key;

    /// <summary>
    /// The APIv2 key (APIv2密钥), which signs APIv2 requests and verifies the responses: 32 ASCII characters, or
    /// <see langword="null"/> (the default) if APIv2 is not used.
    /// </summary>
    [JsonIgnore]
    [IgnoreDataMember]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiV2Key;
#pragma warning restore CA1051

    /// <summary>
    /// Gets or sets the merchant's API certificate with its private key (<c>apiclient_cert.p12</c>, or both PEM files), for calls with the
    /// option <c>security</c> (mutual TLS). Read it with <see cref="Crypto.Rsa.CertificateFrom"/>.
    /// </summary>
    /// <value><see langword="null"/> (the default) if it is not needed.</value>
    public X509Certificate2? MerchantCertificate { get; set; }

    /// <summary>Gets or sets the URL that paths are relative to. Its own path, if any, must not contain <c>v3</c> or <c>v2</c>.</summary>
    /// <value>An https URL, or http on loopback. The default is <c>https://api.mch.weixin.qq.com/</c>.</value>
    public Uri BaseAddress { get; set; } = new("https://api.mch.weixin.qq.com/");

    /// <summary>
    /// Gets or sets the timeout of a call, from sending to the last byte of the response. With a <c>sink</c>, it limits each pause between
    /// bytes instead.
    /// </summary>
    /// <value>The default is 30 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> disables it.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets the total time that a call with a <c>sink</c>, or the download of a bill, may take.</summary>
    /// <value>The default is 1 hour. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> disables the limit.</value>
    public TimeSpan DownloadTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Gets or sets the maximum size, in bytes after decompression, of a response that goes into a <c>sink</c>, and of a bill. A larger one
    /// throws an <see cref="HttpRequestException"/> and leaves no file.
    /// </summary>
    /// <value>The default is 4 GiB.</value>
    public long MaxDownloadSize { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>Gets or sets the options of retries and of failover to the platform's backup host.</summary>
    /// <value><see langword="null"/> (the default) disables both: each call is sent once.</value>
    public ResilienceOptions? Resilience { get; set; }

    /// <summary>
    /// Gets or sets the factory of the logger, whose category is <c>WeChatPay.Chain</c>. It logs retries, failovers, error responses,
    /// responses and notifications that cannot be verified, and failed downloads of certificates; never a key, a body, a header or the
    /// value of a variable.
    /// </summary>
    /// <value><see langword="null"/> (the default) disables logging.</value>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>Gets or sets the clock for the timestamps of requests, the age of responses, and timeouts.</summary>
    /// <value>The default is <see cref="System.TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets the handler that sends requests: for a proxy, your own sockets, or a fake in a test.</summary>
    /// <value>
    /// <see langword="null"/> (the default) uses the client's own sockets. Redirects and cookies of a handler are disabled, and the client
    /// does not dispose it. For calls with the option <c>security</c>, configure the merchant certificate on it, or set
    /// <see cref="SecuredHandler"/>.
    /// </value>
    public HttpMessageHandler? PrimaryHandler { get; set; }

    /// <summary>Gets or sets the handler for calls with the option <c>security</c>, which presents the merchant certificate.</summary>
    /// <value><see langword="null"/> (the default) uses <see cref="PrimaryHandler"/>. Otherwise, the same rules apply to it.</value>
    public HttpMessageHandler? SecuredHandler { get; set; }

    /// <summary>Validates every option, as the constructor of a client does. Nothing is sent.</summary>
    /// <exception cref="ArgumentException">
    /// An option is missing or invalid. The message names the option and the remedy. <see cref="ArgumentException.ParamName"/> is the name
    /// of the option, such as <c>ApiV3Key</c> or <c>Resilience.BaseDelay</c>.
    /// </exception>
    public void Validate() => ClientOptionsValidator.Validate(this);
}
