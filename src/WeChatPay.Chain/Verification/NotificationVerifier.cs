using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Verification;

/// <summary>What proves and opens the notifications of one merchant, and takes notice of those that are not proved.</summary>
internal sealed class NotificationVerifier(SignatureVerifier verifier, string merchantId, string? apiV3Key, string? apiV2Key, AlgorithmSet algorithms, ILogger logger)
{
    public SignatureVerifier Verifier => verifier;

    public string MerchantId => merchantId;

    public AlgorithmSet Algorithms => algorithms;

    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public string ApiV3Key => apiV3Key ?? throw new InvalidOperationException("A notification is opened with the APIv3 key, and none is configured. Set WeChatPayClientOptions.ApiV3Key.");

    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public string ApiV2Key => apiV2Key ?? throw new InvalidOperationException("An APIv2 notification is verified with the APIv2 key, and none is configured. Set WeChatPayClientOptions.ApiV2Key.");

    public NotificationVerifier WithoutLog() => new(verifier, merchantId, apiV3Key, apiV2Key, algorithms, NullLogger.Instance);

    public void Report(WeChatPaySignatureException failure)
    {
        Instruments.CountSignatureFailure(failure.Reason, Tags.Notification, merchantId);
        Log.NotificationRejected(logger, merchantId, failure);
    }
}
