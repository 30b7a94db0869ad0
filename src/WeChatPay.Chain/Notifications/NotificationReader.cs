using System.Text;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Notifications;

/// <summary>Reads what the platform posts to a merchant (回调通知): proves that it comes from the platform, then opens it. Thread-safe.</summary>
/// <remarks>
/// The body has to be the bytes that arrived. Text that was parsed and written again is another message, and does not verify.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4012071382.
/// </remarks>
/// <example>
/// <code>
/// var reader = new NotificationReader(options);
/// var notification = reader.Read(name => request.Headers[name], body);
/// Console.WriteLine(notification.Data.out_trade_no);
/// </code>
/// </example>
public sealed class NotificationReader
{
    private readonly NotificationVerifier _verifier;

    /// <summary>Reads the notifications of one merchant, with platform keys that are fixed.</summary>
    /// <param name="options">Those of the merchant's client. Read once: platform keys, APIv3 key, APIv2 key, clock and log.</param>
    /// <exception cref="ArgumentException">
    /// An option is missing or wrong; the message names it, and the remedy. Keys of <see cref="PlatformKeys.FromCertificates"/> are
    /// refused, for a reader cannot download: pass the client.
    /// </exception>
    public NotificationReader(WeChatPayClientOptions options)
    {
        ClientOptionsValidator.Validate(options);
        if (options.PlatformKeys.IsRenewed)
        {
            throw new ArgumentException(
                "PlatformKeys are those of FromCertificates, which a client downloads and renews. Pass that client: new NotificationReader(client).", nameof(options));
        }
        _verifier = new NotificationVerifier(
            new SignatureVerifier(new KeyRing(options.PlatformKeys, options.TimeProvider), options.TimeProvider), options.MerchantId,
            options.ApiV3Key, options.ApiV2Key, new AlgorithmSet(options.Algorithms), Log.Create(options.LoggerFactory));
    }

    /// <summary>Reads the notifications of a client's merchant, with the keys that the client has and renews.</summary>
    /// <param name="client">Must not be disposed while the reader is in use, where it renews its keys.</param>
    /// <param name="log">
    /// Whether notifications that do not verify are logged. Default: <see langword="true"/>. Pass <see langword="false"/> to log them yourself.
    /// </param>
    public NotificationReader(WeChatPayClient client, bool log = true)
    {
        ArgumentNullException.ThrowIfNull(client);
        _verifier = log ? client.Notifications : client.Notifications.WithoutLog();
    }

    /// <summary>Verifies and opens an APIv3 notification. One signed under an unknown serial makes a client that renews its keys download them, in this thread.</summary>
    /// <param name="headers">The request's headers. Their names are compared whatever their case.</param>
    /// <param name="body">The request's body, byte for byte.</param>
    /// <exception cref="WeChatPaySignatureException">It cannot be proved to be the platform's. Answer 401; the platform sends such ones itself, as a test.</exception>
    /// <exception cref="WeChatPayDecryptionException">The resource does not open: the APIv3 key is another one.</exception>
    /// <exception cref="FormatException">It is the platform's, but of a form that is not known.</exception>
    /// <exception cref="InvalidOperationException">No APIv3 key was configured.</exception>
    public Notification Read(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return Read(name => headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, body);
    }

    /// <inheritdoc cref="Read(IEnumerable{KeyValuePair{string, string}}, ReadOnlySpan{byte})"/>
    /// <param name="header">Gives the value of the header of a name; null when there is none.</param>
    /// <param name="body">The request's body, byte for byte.</param>
    public Notification Read(Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(header);
        var apiV3Key = _verifier.ApiV3Key;
        try
        {
            var check = _verifier.Verifier.BeginAsync(SignatureHeaders.From(header), outcomeUnknown: false, isAsync: false, CancellationToken.None);
            check.GetCompleted().Complete(body);
        }
        catch (WeChatPaySignatureException exception)
        {
            _verifier.Report(exception);
            throw;
        }
        return NotificationEnvelope.Open(body, apiV3Key, _verifier.Algorithms);
    }

    /// <summary>Verifies and opens an APIv3 notification. One signed under an unknown serial makes a client that renews its keys download them, at most once a minute.</summary>
    /// <param name="header">Gives the value of the header of a name; null when there is none.</param>
    /// <param name="body">The request's body, byte for byte. Must not change until the task ends.</param>
    /// <param name="cancellationToken">Ends the wait for a download.</param>
    /// <inheritdoc cref="Read(IEnumerable{KeyValuePair{string, string}}, ReadOnlySpan{byte})"/>
    public async Task<Notification> ReadAsync(Func<string, string?> header, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(header);
        var apiV3Key = _verifier.ApiV3Key;
        try
        {
            var check = await _verifier.Verifier.BeginAsync(SignatureHeaders.From(header), outcomeUnknown: false, isAsync: true, cancellationToken).ConfigureAwait(false);
            check.Complete(body.Span);
        }
        catch (WeChatPaySignatureException exception)
        {
            _verifier.Report(exception);
            throw;
        }
        return NotificationEnvelope.Open(body.Span, apiV3Key, _verifier.Algorithms);
    }

    /// <summary>Verifies an APIv2 notification, and opens the <c>req_info</c> of a refund's.</summary>
    /// <param name="body">The request's body, byte for byte: XML.</param>
    /// <exception cref="WeChatPaySignatureException">It cannot be proved to be a notification of the platform for this merchant. Respond with 401.</exception>
    /// <exception cref="WeChatPayDecryptionException">
    /// The <c>req_info</c> does not open: it is not the platform's, or the APIv2 key is another one. Respond with 401, too.
    /// </exception>
    /// <exception cref="InvalidOperationException">No APIv2 key was configured.</exception>
    public V2Notification ReadV2(ReadOnlySpan<byte> body)
    {
        var apiV2Key = _verifier.ApiV2Key;
        try
        {
            if (SignatureCheck.DescribeProblem(body) is { } problem)
            {
                throw new WeChatPaySignatureException(SignatureFailure.Malformed, $"The notification cannot be read as APIv2 XML: {problem}");
            }
            return V2Notification.Open(Encoding.UTF8.GetString(body), apiV2Key, _verifier.MerchantId);
        }
        catch (WeChatPaySignatureException exception)
        {
            _verifier.Report(exception);
            throw;
        }
        catch (WeChatPayDecryptionException exception)
        {
            // Whoever finds the URL can post a ciphertext: it proves as little as a wrong signature.
            _verifier.Report(new WeChatPaySignatureException(SignatureFailure.Mismatch, exception.Message));
            throw;
        }
    }
}
