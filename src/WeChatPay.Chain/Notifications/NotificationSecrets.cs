using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Notifications;

/// <summary>What proves and opens the notifications of one merchant.</summary>
internal sealed class NotificationSecrets(SignatureVerifier verifier, string? apiV3Key, string? apiV2Key)
{
    public SignatureVerifier Verifier => verifier;

    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public string ApiV3Key => apiV3Key ?? throw new InvalidOperationException("A notification is opened with the APIv3 key, and none is configured. Set WeChatPayClientOptions.ApiV3Key.");

    /// <exception cref="InvalidOperationException">None is configured.</exception>
    public string ApiV2Key => apiV2Key ?? throw new InvalidOperationException("An APIv2 notification is verified with the APIv2 key, and none is configured. Set WeChatPayClientOptions.ApiV2Key.");
}
