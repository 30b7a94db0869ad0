using System.Buffers.Text;
using System.Globalization;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Verifies that a message comes from the platform: headers, timestamp, serial, signature, in this order.</summary>
/// <remarks>
/// Keys are renewed after the timestamp is checked, so that a message that is rejected anyway does not cause a download.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4013053249.
/// </remarks>
internal sealed class SignatureVerifier(KeyRing ring, TimeProvider timeProvider)
{
    private const long ToleranceSeconds = 300;

    /// <summary>Makes every check that does not need the body.</summary>
    /// <param name="headers">The signature headers of the message.</param>
    /// <param name="outcomeUnknown">Whether the message is the response to a request that may have taken effect.</param>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">Cancels the wait for a download of keys.</param>
    /// <returns>The check of the body, which remains to be done.</returns>
    /// <exception cref="WeChatPaySignatureException">
    /// A header is missing, the timestamp is off, the serial is unknown, or the signature is malformed.
    /// </exception>
    public async ValueTask<SignatureCheck> BeginAsync(
        SignatureHeaders headers, bool outcomeUnknown, bool isAsync, CancellationToken cancellationToken)
    {
        CheckFreshness(headers, outcomeUnknown, timeProvider.GetUtcNow());
        return await CheckKeyAsync(headers, outcomeUnknown, isAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Makes the same checks for a message that was received earlier and stored: its timestamp is compared with the time of its receipt.
    /// </summary>
    /// <inheritdoc cref="BeginAsync"/>
    public ValueTask<SignatureCheck> BeginStoredAsync(
        SignatureHeaders headers, DateTimeOffset receivedAt, CancellationToken cancellationToken)
    {
        CheckFreshness(headers, outcomeUnknown: false, receivedAt);
        return CheckKeyAsync(headers, outcomeUnknown: false, isAsync: true, cancellationToken);
    }

    /// <summary>
    /// Makes the same checks for a response that contains certificates, with its own keys in addition to the configured ones.
    /// </summary>
    /// <inheritdoc cref="BeginAsync"/>
    public SignatureCheck Begin(SignatureHeaders headers, IVerificationKeys keys)
    {
        CheckFreshness(headers, outcomeUnknown: false, timeProvider.GetUtcNow());
        // The failure of an earlier download is not the inner exception: each one would hold the one before it.
        return CheckForm(headers, outcomeUnknown: false, keys.Find(headers.Serial!, timeProvider.GetUtcNow())
            ?? throw Failure(
                headers, outcomeUnknown: false, SignatureFailure.UnknownSerial, UnknownSerial.DescribeDownload(headers.Serial!)));
    }

    private async ValueTask<SignatureCheck> CheckKeyAsync(
        SignatureHeaders headers, bool outcomeUnknown, bool isAsync, CancellationToken cancellationToken)
    {
        var key = await ring.FindAsync(headers.Serial!, isAsync, cancellationToken).ConfigureAwait(false);
        return CheckForm(headers, outcomeUnknown, key ?? throw Unknown(headers, outcomeUnknown));
    }

    private static void CheckFreshness(in SignatureHeaders headers, bool outcomeUnknown, DateTimeOffset receivedAt)
    {
        if (Missing(headers) is { Length: > 0 } missing)
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.HeadersMissing,
                $"The message lacks {missing}, so nothing proves that it comes from WeChat Pay. Was it sent by a proxy, a mock or another "
                + "server?");
        }
        if (!long.TryParse(headers.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Malformed,
                $"The header {WeChatPayHeaders.Timestamp} must be a number of seconds, but is {PlainWord.Quote(headers.Timestamp!)}. Was "
                + "the message sent by a proxy or another server?");
        }
        var age = receivedAt.ToUnixTimeSeconds() - timestamp;
        if (age is > ToleranceSeconds or < -ToleranceSeconds)
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.ClockSkew,
                $"The timestamp of the message ({timestamp}) is {Math.Abs(age)} s "
                    + $"{(age > 0 ? "behind" : "ahead of")} the local clock; at most "
                    + $"{ToleranceSeconds} s are allowed. Synchronize the clock of this machine (NTP). If "
                    + "it is right, the message is old.");
        }
    }

    private WeChatPaySignatureException Unknown(in SignatureHeaders headers, bool outcomeUnknown) =>
        Failure(
            headers, outcomeUnknown, SignatureFailure.UnknownSerial,
            UnknownSerial.Describe(headers.Serial!, ring, timeProvider.GetUtcNow()), ring.Outcome?.Failure);

    private static SignatureCheck CheckForm(SignatureHeaders headers, bool outcomeUnknown, PlatformKey key)
    {
        var type = headers.SignatureType is { Length: > 0 } named ? named : WeChatPayHeaders.RsaScheme;
        if (type != key.SignatureType)
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Malformed,
                $"The message's signature type is {PlainWord.Quote(type)}, but the platform key '{headers.Serial}' "
                    + $"verifies {key.SignatureType} "
                    + "only. Configure the key that the platform has under that serial.");
        }
        if (headers.Signature!.StartsWith(WeChatPayHeaders.ProbePrefix, StringComparison.Ordinal))
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Probe,
                "The platform sent an invalid signature on purpose, to check that it is rejected. No action is needed.");
        }
        if (!Base64.IsValid(headers.Signature, out var length))
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Malformed,
                $"The header {WeChatPayHeaders.Signature} is not base64. Was it truncated or altered in transit, for example by a proxy?");
        }
        return new SignatureCheck(key, headers, length, outcomeUnknown);
    }

    public static WeChatPaySignatureException Failure(
        in SignatureHeaders headers, bool outcomeUnknown, SignatureFailure reason, string message, Exception? innerException = null) => new(
            reason,
            message + (outcomeUnknown ? " The request may have taken effect: query its result before you retry it." : ""),
            headers.Serial,
            headers.RequestId,
            outcomeUnknown,
            innerException);

    private static string Missing(in SignatureHeaders headers)
    {
        var missing = "";
        Note(headers.Timestamp, WeChatPayHeaders.Timestamp);
        Note(headers.Nonce, WeChatPayHeaders.Nonce);
        Note(headers.Serial, WeChatPayHeaders.Serial);
        Note(headers.Signature, WeChatPayHeaders.Signature);
        return missing;

        void Note(string? value, string name) =>
            missing = !string.IsNullOrEmpty(value) ? missing : missing.Length == 0 ? name : $"{missing}, {name}";
    }
}
