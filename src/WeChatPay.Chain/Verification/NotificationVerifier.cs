using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Verification;

/// <summary>
/// Holds the keys that verify and decrypt the notifications of one merchant, and reports notifications that do not verify.
/// </summary>
internal sealed class NotificationVerifier(
    SignatureVerifier verifier, string merchantId, string? apiV3Key, string? apiV2Key, AlgorithmSet algorithms, ILogger logger)
{
    public SignatureVerifier Verifier => verifier;

    public string MerchantId => merchantId;

    public AlgorithmSet Algorithms => algorithms;

    /// <exception cref="InvalidOperationException">The key is not configured.</exception>
    public string ApiV3Key => apiV3Key ?? throw new InvalidOperationException(
        "The APIv3 key, which decrypts notifications, is not configured. Set WeChatPayClientOptions.ApiV3Key.");

    /// <exception cref="InvalidOperationException">The key is not configured.</exception>
    public string ApiV2Key => apiV2Key ?? throw new InvalidOperationException(
        "The APIv2 key, which verifies APIv2 notifications, is not configured. Set WeChatPayClientOptions.ApiV2Key.");

    public NotificationVerifier WithoutLog() => new(verifier, merchantId, apiV3Key, apiV2Key, algorithms, NullLogger.Instance);

    public void Report(WeChatPaySignatureException failure)
    {
        Instruments.CountSignatureFailure(failure.Reason, Tags.Notification, merchantId);
        Log.NotificationRejected(logger, merchantId, failure);
    }
}
