using System.Buffers.Text;
using System.Globalization;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Verification;

/// <summary>Proves that a message comes from the platform: headers, time, serial, signature, in this order.</summary>
/// <remarks>
/// Keys are renewed between time and serial, so that a message which is refused anyway leads to no download.
/// See https://pay.weixin.qq.com/doc/v3/merchant/4013053249.
/// </remarks>
internal sealed class SignatureVerifier(KeyRing ring, TimeProvider timeProvider)
{
    private const long ToleranceSeconds = 300;

    /// <summary>Makes every check that needs no body.</summary>
    /// <param name="headers">What the message says about its signature.</param>
    /// <param name="outcomeUnknown">Whether the message is the response to a request that may have taken effect.</param>
    /// <param name="isAsync">Whether the method may return before it has done its work.</param>
    /// <param name="cancellationToken">Cancels the wait for a download of keys.</param>
    /// <returns>The check of the body, which remains to be done.</returns>
    /// <exception cref="WeChatPaySignatureException">
    /// A header is missing, the timestamp is off, the serial is unknown, or the signature is malformed.
    /// </exception>
    public async ValueTask<SignatureCheck> BeginAsync(SignatureHeaders headers, bool outcomeUnknown, bool isAsync, CancellationToken cancellationToken)
    {
        CheckFreshness(headers, outcomeUnknown);
        var key = await ring.FindAsync(headers.Serial!, isAsync, cancellationToken).ConfigureAwait(false);
        return CheckForm(headers, outcomeUnknown, key ?? throw Unknown(headers, outcomeUnknown));
    }

    /// <summary>Makes the same checks of a response that brings certificates, with the keys in it beside those that are configured.</summary>
    /// <inheritdoc cref="BeginAsync"/>
    public SignatureCheck Begin(SignatureHeaders headers, IVerificationKeys keys)
    {
        CheckFreshness(headers, outcomeUnknown: false);
        // What became of earlier downloads is no part of this failure: each would hold the one before it.
        return CheckForm(headers, outcomeUnknown: false, keys.Find(headers.Serial!, timeProvider.GetUtcNow())
            ?? throw Failure(headers, outcomeUnknown: false, SignatureFailure.UnknownSerial, UnknownSerial.DescribeDownload(headers.Serial!)));
    }

    private void CheckFreshness(in SignatureHeaders headers, bool outcomeUnknown)
    {
        if (Missing(headers) is { Length: > 0 } missing)
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.HeadersMissing,
                $"The message lacks {missing}, so nothing proves that it comes from WeChat Pay. Was it answered by a proxy, a mock or another server?");
        }
        if (!long.TryParse(headers.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var timestamp))
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Malformed,
                $"The header {WeChatPayHeaders.Timestamp} is {PlainWord.Quote(headers.Timestamp!)}; a number of seconds is expected. Did "
                + "a proxy or another server send the message?");
        }
        var age = timeProvider.GetUtcNow().ToUnixTimeSeconds() - timestamp;
        if (age is > ToleranceSeconds or < -ToleranceSeconds)
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.ClockSkew,
                $"The message's timestamp {timestamp} is {Math.Abs(age)} s {(age > 0 ? "behind" : "ahead of")} the local clock; {ToleranceSeconds} s are allowed. Set this machine's clock by NTP; if it is right, the message is an old one.");
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
                $"The message's signature type is {PlainWord.Quote(type)}, but the platform key '{headers.Serial}' verifies {key.SignatureType} "
                + "only. Configure the key that the platform has under that serial.");
        }
        if (headers.Signature!.StartsWith(WeChatPayHeaders.ProbePrefix, StringComparison.Ordinal))
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Probe,
                "The platform sent a wrong signature on purpose, to see that it is refused, and it was. Nothing is to be repaired.");
        }
        if (!Base64.IsValid(headers.Signature, out var length))
        {
            throw Failure(headers, outcomeUnknown, SignatureFailure.Malformed,
                $"The header {WeChatPayHeaders.Signature} is not base64. Was it cut or altered on the way, by a proxy for example?");
        }
        return new SignatureCheck(key, headers, length, outcomeUnknown);
    }

    public static WeChatPaySignatureException Failure(
        in SignatureHeaders headers, bool outcomeUnknown, SignatureFailure reason, string message, Exception? innerException = null) => new(
            reason,
            message + (outcomeUnknown ? " The request may have taken effect: query before repeating it." : ""),
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

        void Note(string? value, string name) => missing = !string.IsNullOrEmpty(value) ? missing : missing.Length == 0 ? name : $"{missing}, {name}";
    }
}
