namespace WeChatPay.Chain.Keys;

/// <summary>What became of the downloads so far.</summary>
/// <param name="Renewed">When the last one that brought certificates ended; null when none has.</param>
/// <param name="Failed">When the last one failed; null when none has since.</param>
/// <param name="Failure">Why; null when none has since.</param>
internal sealed record RenewalOutcome(DateTimeOffset? Renewed, DateTimeOffset? Failed, Exception? Failure)
{
    /// <summary>Why the last download failed, in words that show nothing secret; null when it did not.</summary>
    public string? Reason => Failure switch
    {
        null => null,
        WeChatPayException or TimeoutException => Failure.Message,
        HttpRequestException network => $"The platform was not reached ({network.HttpRequestError}).",
        // The words of a signer or handler of the caller's are not ours to show.
        _ => $"It ended in a {Failure.GetType().Name}.",
    };
}
