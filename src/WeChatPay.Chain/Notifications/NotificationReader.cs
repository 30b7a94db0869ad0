using System.Text;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Configuration;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Notifications;

/// <summary>Verifies and decrypts the notifications (回调通知) that the platform posts to a merchant. Thread-safe.</summary>
/// <remarks>
/// Pass the body exactly as received. JSON or XML that was parsed and serialized again cannot be verified.
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

    /// <summary>Creates a reader with fixed platform keys.</summary>
    /// <param name="options">The options of the merchant's client. Read once; later changes do not affect the reader.</param>
    /// <exception cref="ArgumentException">
    /// An option is missing or invalid; the message names it, and the remedy. Or the platform keys are those of
    /// <see cref="PlatformKeys.FromCertificates"/>, which only a client can download.
    /// </exception>
    public NotificationReader(WeChatPayClientOptions options)
    {
        ClientOptionsValidator.Validate(options);
        if (options.PlatformKeys.IsRenewed)
        {
            throw new ArgumentException(
                "The keys of PlatformKeys.FromCertificates are downloaded and renewed by a client. Pass that client: "
                + "new NotificationReader(client).",
                nameof(options));
        }
        _verifier = new NotificationVerifier(
            new SignatureVerifier(new KeyRing(options.PlatformKeys, options.TimeProvider), options.TimeProvider), options.MerchantId,
            options.ApiV3Key, options.ApiV2Key, new AlgorithmSet(options.Algorithms), Log.Create(options.LoggerFactory));
    }

    /// <summary>Creates a reader that uses the keys of a client, and renews them as the client does.</summary>
    /// <param name="client">The client. Do not dispose it while the reader is in use.</param>
    /// <param name="log">
    /// <see langword="true"/> (the default) logs notifications that cannot be verified. Pass <see langword="false"/> to log them yourself.
    /// </param>
    public NotificationReader(WeChatPayClient client, bool log = true)
    {
        ArgumentNullException.ThrowIfNull(client);
        _verifier = log ? client.Notifications : client.Notifications.WithoutLog();
    }

    /// <summary>
    /// Verifies and decrypts an APIv3 notification. If its serial number is unknown and the client renews its keys, they are downloaded in
    /// this thread.
    /// </summary>
    /// <param name="headers">The headers of the request. Names are not case-sensitive.</param>
    /// <param name="body">The body of the request, exactly as received.</param>
    /// <exception cref="WeChatPaySignatureException">
    /// The notification cannot be verified. Respond with 401. The platform sends such notifications itself, as a test.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">The resource cannot be decrypted, because the APIv3 key is wrong.</exception>
    /// <exception cref="FormatException">The notification was verified, but has an unknown format.</exception>
    /// <exception cref="InvalidOperationException">The APIv3 key is not configured.</exception>
    public Notification Read(IEnumerable<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(headers);
        return Read(name => headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value, body);
    }

    /// <inheritdoc cref="Read(IEnumerable{KeyValuePair{string, string}}, ReadOnlySpan{byte})"/>
    /// <param name="getHeader">Returns the value of the header with the given name, or <see langword="null"/> if it is absent.</param>
    /// <param name="body">The body of the request, exactly as received.</param>
    public Notification Read(Func<string, string?> getHeader, ReadOnlySpan<byte> body)
    {
        ArgumentNullException.ThrowIfNull(getHeader);
        var apiV3Key = _verifier.ApiV3Key;
        try
        {
            var check = _verifier.Verifier.BeginAsync(
                SignatureHeaders.From(getHeader), outcomeUnknown: false, isAsync: false, CancellationToken.None);
            check.GetCompleted().Complete(body);
        }
        catch (WeChatPaySignatureException exception)
        {
            _verifier.Report(exception);
            throw;
        }
        return NotificationEnvelope.Decrypt(body, apiV3Key, _verifier.Algorithms);
    }

    /// <summary>
    /// Verifies and decrypts an APIv3 notification. If its serial number is unknown and the client renews its keys, they are downloaded, at
    /// most once a minute.
    /// </summary>
    /// <param name="getHeader">Returns the value of the header with the given name, or <see langword="null"/> if it is absent.</param>
    /// <param name="body">The body of the request, exactly as received. Must not change until the task completes.</param>
    /// <param name="cancellationToken">Cancels the wait for a download.</param>
    /// <inheritdoc cref="Read(IEnumerable{KeyValuePair{string, string}}, ReadOnlySpan{byte})"/>
    public Task<Notification> ReadAsync(
        Func<string, string?> getHeader, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(getHeader);
        return ReadAsync(
            () => _verifier.Verifier.BeginAsync(
                SignatureHeaders.From(getHeader), outcomeUnknown: false, isAsync: true, cancellationToken),
            body);
    }

    /// <summary>
    /// Verifies and decrypts an APIv3 notification that was received earlier and stored with its headers, for example to handle it in the
    /// background.
    /// </summary>
    /// <param name="getHeader">Returns the value of the header with the given name, or <see langword="null"/> if it is absent.</param>
    /// <param name="body">The body of the request, exactly as received. Must not change until the task completes.</param>
    /// <param name="receivedAt">
    /// When it was received: the header <c>Wechatpay-Timestamp</c> is compared with this time instead of the current one. Not a value that
    /// a sender can choose.
    /// </param>
    /// <param name="cancellationToken">Cancels the wait for a download.</param>
    /// <inheritdoc cref="Read(IEnumerable{KeyValuePair{string, string}}, ReadOnlySpan{byte})"/>
    public Task<Notification> ReadStoredAsync(
        Func<string, string?> getHeader,
        ReadOnlyMemory<byte> body,
        DateTimeOffset receivedAt,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(getHeader);
        return ReadAsync(
            () => _verifier.Verifier.BeginStoredAsync(SignatureHeaders.From(getHeader), receivedAt, cancellationToken), body);
    }

    /// <summary>Verifies an APIv2 notification, and decrypts the <c>req_info</c> of a refund notification.</summary>
    /// <param name="body">The body of the request (XML), exactly as received.</param>
    /// <exception cref="WeChatPaySignatureException">
    /// The notification cannot be verified, or is not for this merchant. Respond with 401.
    /// </exception>
    /// <exception cref="WeChatPayDecryptionException">
    /// The <c>req_info</c> cannot be decrypted: the platform did not send it, or the APIv2 key is wrong. Respond with 401.
    /// </exception>
    /// <exception cref="InvalidOperationException">The APIv2 key is not configured.</exception>
    public V2Notification ReadV2(ReadOnlySpan<byte> body)
    {
        var apiV2Key = _verifier.ApiV2Key;
        try
        {
            if (SignatureCheck.DescribeProblem(body) is { } problem)
            {
                throw new WeChatPaySignatureException(
                    SignatureFailure.Malformed, $"The notification cannot be read as APIv2 XML: {problem}");
            }
            return V2Notification.Read(Encoding.UTF8.GetString(body), apiV2Key, _verifier.MerchantId);
        }
        catch (WeChatPaySignatureException exception)
        {
            _verifier.Report(exception);
            throw;
        }
        catch (WeChatPayDecryptionException exception)
        {
            // Anyone who finds the URL can post a ciphertext, so this is like an invalid signature.
            _verifier.Report(new WeChatPaySignatureException(SignatureFailure.Mismatch, exception.Message));
            throw;
        }
    }

    private async Task<Notification> ReadAsync(Func<ValueTask<SignatureCheck>> begin, ReadOnlyMemory<byte> body)
    {
        var apiV3Key = _verifier.ApiV3Key;
        try
        {
            var check = await begin().ConfigureAwait(false);
            check.Complete(body.Span);
        }
        catch (WeChatPaySignatureException exception)
        {
            _verifier.Report(exception);
            throw;
        }
        return NotificationEnvelope.Decrypt(body.Span, apiV3Key, _verifier.Algorithms);
    }
}
