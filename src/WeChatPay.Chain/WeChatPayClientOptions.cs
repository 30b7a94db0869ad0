using System.Diagnostics;
using System.Runtime.Serialization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain;

/// <summary>Who the merchant is, and how the platform is reached. Checked when a client is built, never at the first payment.</summary>
/// <remarks>
/// The five that every merchant sets are <see cref="MerchantId"/>, <see cref="MerchantSerialNumber"/>, <see cref="MerchantPrivateKey"/>,
/// <see cref="PlatformKeys"/> and <see cref="ApiV3Key"/>. Where each is found:
/// https://pay.weixin.qq.com/doc/v3/merchant/4013070756. A merchant who makes APIv2 calls alone sets <see cref="MerchantId"/> and
/// <see cref="ApiV2Key"/>, and none of the other four. A client reads them once; changes after that do not reach it.
/// </remarks>
public class WeChatPayClientOptions
{
    /// <summary>The merchant number (商户号, <c>mchid</c>), digits only. Required, unless a <see cref="RequestSigner"/> signs for a brand.</summary>
    public string MerchantId { get; set; } = "";

    /// <summary>
    /// The serial number of the merchant's own API certificate (商户API证书序列号, <c>apiclient_cert.pem</c>), 40 hexadecimal
    /// digits without separators, in either case. Required, unless a <see cref="RequestSigner"/> names it. Never the platform's serial,
    /// never a <c>PUB_KEY_ID_…</c>.
    /// </summary>
    public string MerchantSerialNumber { get; set; } = "";

    /// <summary>
    /// The merchant's private key (<c>apiclient_key.pem</c>), which signs requests and opens sensitive fields. Required, unless there
    /// is a <see cref="RequestSigner"/>; read it with <see cref="Crypto.Rsa.From"/>. One instance may serve many clients and threads;
    /// it is not disposed with a client.
    /// </summary>
    public RSA? MerchantPrivateKey { get; set; }

    /// <summary>
    /// Signs requests in the place of <see cref="MerchantPrivateKey"/>: for a key in a KMS or HSM, or a brand's. Null, the default, for
    /// the private key. Without that key <see cref="WeChatPayClient.Decrypt"/> does not work, and a <see cref="MerchantCertificate"/> is
    /// not compared with it.
    /// </summary>
    public IRequestSigner? RequestSigner { get; set; }

    /// <summary>
    /// The platform's keys, which verify responses, each of at least 2048 bits. At least one is required: a client that cannot verify is
    /// not built.
    /// </summary>
    public PlatformKeys PlatformKeys { get; set; } = [];

    /// <summary>
    /// Algorithms beside RSA, AES and SHA, such as those of 国密: for certificates, encrypted resources and digests of files. Empty by
    /// default. Each message names its algorithm; one that neither the client nor a suite has is refused.
    /// </summary>
    public IList<AlgorithmSuite> Algorithms { get; } = [];

    // The two keys are fields, because serializers and loggers that take objects apart look at properties.
#pragma warning disable CA1051
    /// <summary>The APIv3 key (APIv3密钥), 32 ASCII characters; opens encrypted resources. Null when the merchant needs none.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiV3Key;

    /// <summary>The APIv2 key (APIv2密钥), 32 ASCII characters; signs XML. Null when the merchant makes no APIv2 calls.</summary>
    [JsonIgnore]
    [IgnoreDataMember]
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string? ApiV2Key;
#pragma warning restore CA1051

    /// <summary>
    /// The merchant's API certificate with its private key (<c>apiclient_cert.p12</c>, or both PEM files), presented over mutual
    /// TLS by calls with the option <c>security</c>. Null when there are no such calls.
    /// </summary>
    public X509Certificate2? MerchantCertificate { get; set; }

    /// <summary>
    /// Where relative paths lead; a path in it is put in front of each, and so does not end in <c>v3</c>. Must be https, or http on loopback.
    /// Default: <c>https://api.mch.weixin.qq.com/</c>.
    /// </summary>
    public Uri BaseAddress { get; set; } = new("https://api.mch.weixin.qq.com/");

    /// <summary>
    /// How long one call may take, from sending to the last byte of the answer; with a <c>sink</c>, how long the answer may pause.
    /// Default: 30 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a call with a <c>sink</c>, or the download of a bill, may take in all, however steadily bytes arrive.
    /// Default: 1 hour. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit.
    /// </summary>
    public TimeSpan DownloadTimeout { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The most bytes that a <c>sink</c> or a bill takes, after decompression: a small compressed response may stand for any number of
    /// bytes. A larger one is an <see cref="HttpRequestException"/>, and no file is left. Default: 4 GiB.
    /// </summary>
    public long MaxDownloadSize { get; set; } = 4L * 1024 * 1024 * 1024;

    /// <summary>
    /// Repeats of what is safe to repeat, and failover to the platform's other host. Null, the default, for neither: each call is sent once.
    /// </summary>
    public ResilienceOptions? Resilience { get; set; }

    /// <summary>
    /// Takes log lines of the category <c>WeChatPay.Chain</c>: repeats, changes of the host, answers and notifications that were refused,
    /// downloads of certificates that failed. They hold no key, no body, no header and no value of a variable. Null, the default, for none.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock that stamps requests, judges the age of answers and measures time-outs. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// The handler that reaches the network: for a proxy, for sockets of your own, for a fake in a test. Null, the default, for the
    /// client's own sockets. Its redirects and cookies are switched off; it is not disposed with the client. Calls with the option
    /// <c>security</c> need the merchant certificate in this handler or in <see cref="SecuredHandler"/>, because a client cannot add
    /// it to a handler it does not own.
    /// </summary>
    public HttpMessageHandler? PrimaryHandler { get; set; }

    /// <summary>
    /// The handler that takes the calls with the option <c>security</c>, and presents the merchant certificate. Null, the default, for
    /// <see cref="PrimaryHandler"/>. Treated as that one is.
    /// </summary>
    public HttpMessageHandler? SecuredHandler { get; set; }

    /// <summary>Checks every option, as building a client does. Nothing is sent.</summary>
    /// <exception cref="ArgumentException">
    /// An option is missing or wrong. The message names the option and the remedy; <see cref="ArgumentException.ParamName"/> is the name of
    /// the option, such as <c>ApiV3Key</c> or <c>Resilience.BaseDelay</c>.
    /// </exception>
    public void Validate() => ClientOptionsValidator.Validate(this);
}
