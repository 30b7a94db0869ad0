namespace WeChatPay.Chain.Keys;

/// <summary>The outcome of the downloads so far.</summary>
/// <param name="Renewed">When the last successful download ended; <see langword="null"/> if none has succeeded.</param>
/// <param name="Failed">When a download failed after the last success; <see langword="null"/> if none has.</param>
/// <param name="Failure">The exception of that download; <see langword="null"/> if none has failed.</param>
internal sealed record RenewalOutcome(DateTimeOffset? Renewed, DateTimeOffset? Failed, Exception? Failure)
{
    /// <summary>Why the last download failed, without secrets; <see langword="null"/> if it succeeded.</summary>
    public string? Reason => Failure switch
    {
        null => null,
        WeChatPayException or TimeoutException => Failure.Message,
        HttpRequestException network => $"The platform could not be reached ({network.HttpRequestError}).",
        // The message of the caller's signer or handler may contain secrets.
        _ => $"The download threw a {Failure.GetType().Name}.",
    };
}
