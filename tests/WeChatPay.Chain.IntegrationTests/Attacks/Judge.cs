namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>Finds what an observation must not show.</summary>
public static class Judge
{
    /// <summary>Far longer than every timeout, so that a busy machine makes no difference.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    public static IEnumerable<string> Faults(Cell cell, Observation seen)
    {
        if (cell.IsWrite && seen.Reads > 1 + seen.Asks)
        {
            yield return $"a write was read {seen.Reads} times, but a retry was requested {seen.Asks} times";
        }
        if (seen.Failure is null && seen.Completions == 0)
        {
            yield return "the call returned, but no complete response was sent";
        }
        if (seen.Failure is { } failure)
        {
            if (seen.AnyByteRead && !WeChatPayException.IsOutcomeUnknown(failure) && !IsPlatformError(failure))
            {
                yield return $"the request was read, but is reported as having no effect: {failure.GetType().Name} {failure.Message}";
            }
            if (seen.AnyByteRead && failure.Message.Contains("Nothing was sent", StringComparison.Ordinal))
            {
                yield return $"the request was read, but the message denies it: {failure.Message}";
            }
            if (failure is not (HttpRequestException or TimeoutException or OperationCanceledException or WeChatPayException))
            {
                yield return $"the exception is an unexpected {failure.GetType().Name}: {failure.Message}";
            }
            if (cell.Ending.Stage == Stage.Complete)
            {
                yield return $"nothing was wrong, but the call failed: {failure.Message}";
            }
        }
        if (seen.Elapsed > Longest)
        {
            yield return $"the call took {seen.Elapsed.TotalSeconds:0.0} s";
        }
    }

    private static bool IsPlatformError(Exception failure) =>
        failure is WeChatPayApiException { StatusCode: >= 300 and < 500, Code.Length: > 0 };
}
