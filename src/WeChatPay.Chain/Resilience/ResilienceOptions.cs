namespace WeChatPay.Chain;

/// <summary>
/// Configures which failed calls a client retries, and when it switches to the platform's other host. Read once, when the client is
/// created.
/// </summary>
/// <remarks>
/// <para>
/// A call is retried if no connection could be made, if the platform returned an error with
/// <see cref="WeChatPayApiException.IsRetryable"/>, or if the connection of a GET was lost. Each retry sends the same bytes with a new
/// signature (the body of an APIv2 call contains its signature and stays unchanged). Never retried: any other request that the platform
/// may have received, a response whose signature is invalid, a body that cannot be read again, and a response that was partly written to
/// a <c>sink</c> stream. After the last attempt, its exception is thrown; <see cref="WeChatPayException.IsOutcomeUnknown"/> then
/// covers all attempts of the call.
/// </para>
/// <para>
/// If no connection to <see cref="WeChatPayClientOptions.BaseAddress"/> can be made, the request is sent to the backup host at once. While
/// the backup host is in use, every hundredth request tries the main host first; once that succeeds, all requests are sent to the main
/// host again. Calls to other hosts are not affected. See https://pay.weixin.qq.com/docs/merchant/development/practices/cross-city-
/// disaster-escalation-guidelines.html.
/// </para>
/// </remarks>
public sealed class ResilienceOptions
{
    /// <summary>The maximum number of retries of one call. Default: 3. Zero allows only failover.</summary>
    public int MaxRetryAttempts { get; set; } = 3;

    /// <summary>
    /// The pause before the first retry; it doubles with each further retry. A random part of up to one half is subtracted, so that many
    /// callers do not retry at the same moment. A pause is never shorter than the platform's <c>Retry-After</c>. Default: 500 ms.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The maximum pause. A longer <c>Retry-After</c> is still respected. Default: 8 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// The time after the start of a call during which it may be retried. If a pause would end later, or after the timeout of the call, the
    /// exception is thrown at once. Default: 20 seconds. With <see cref="Timeout.InfiniteTimeSpan"/>, only the timeout of the call applies.
    /// </summary>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The maximum number of retries that all calls of the client can draw on. Each retry takes one from the budget; ten calls with a
    /// response, even an error response, put one back. When the budget is empty, exceptions are thrown at once, so that an outage does not
    /// multiply the load. Default: 20.
    /// </summary>
    public int RetryBudget { get; set; } = 20;

    /// <summary>
    /// The host that receives the requests when no connection to the base address can be made. Its path must be empty or the path of the
    /// base address. <see langword="null"/> (the default) selects <c>api2.mch.weixin.qq.com</c> for <c>api.mch.weixin.qq.com</c>,
    /// <c>api2.wechatpay.cn</c> for <c>api.wechatpay.cn</c>, and disables failover for any other host. To disable failover, set the base
    /// address itself.
    /// </summary>
    public Uri? BackupAddress { get; set; }
}
