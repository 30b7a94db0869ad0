namespace WeChatPay.Chain;

/// <summary>The options of retries and of failover to the platform's backup host. Read once, when a client is created.</summary>
/// <remarks>
/// <para>
/// A call is retried with the same bytes and a new signature (an APIv2 body, which contains its signature, does not change) if no
/// connection was made, if the platform asks for it (<see cref="WeChatPayApiException.IsRetryable"/>), or if the connection was lost during
/// a GET. It is not retried if the request may have been received, if the response cannot be verified, if the body cannot be read again, or
/// if a <c>sink</c> stream has received a part of the response. After the last attempt, its exception is thrown, whose
/// <see cref="WeChatPayException.OutcomeUnknown"/> covers all attempts.
/// </para>
/// <para>
/// If no connection to <see cref="WeChatPayClientOptions.BaseAddress"/> can be made, requests go to the backup host at once. Meanwhile,
/// every hundredth request tries the main host first, and all requests switch back when it is reachable. Calls to other hosts are not
/// affected. See https://pay.weixin.qq.com/docs/merchant/development/practices/cross-city-disaster-escalation-guidelines.html.
/// </para>
/// </remarks>
public sealed class ResilienceOptions
{
    /// <summary>Gets or sets the maximum number of retries of a call.</summary>
    /// <value>The default is 3. Zero disables retries, but not failover.</value>
    public int MaxRetryAttempts { get; set; } = 3;

    /// <summary>
    /// Gets or sets the delay before the first retry, which doubles for each further one. A random jitter shortens delays by up to a half,
    /// but not below the platform's <c>Retry-After</c>.
    /// </summary>
    /// <value>The default is 500 milliseconds.</value>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets or sets the maximum delay between retries. It does not limit a longer <c>Retry-After</c>.</summary>
    /// <value>The default is 8 seconds.</value>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// Gets or sets the total time during which a call may be retried. If a delay would exceed it, or the timeout of the call, the
    /// exception is thrown at once.
    /// </summary>
    /// <value>
    /// The default is 20 seconds. With <see cref="Timeout.InfiniteTimeSpan"/>, only the timeout of the call limits retries.
    /// </value>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Gets or sets the number of retries that all calls of a client share, so that an outage does not multiply the load. Each retry uses
    /// one, and ten calls that receive a response, even an error response, restore one. While the budget is exhausted, exceptions are
    /// thrown at once.
    /// </summary>
    /// <value>The default is 20.</value>
    public int RetryBudget { get; set; } = 20;

    /// <summary>
    /// Gets or sets the URL of the backup host, which is used while no connection to the base address can be made. Its path must be empty
    /// or that of the base address.
    /// </summary>
    /// <value>
    /// <see langword="null"/> (the default) uses <c>api2.mch.weixin.qq.com</c> for <c>api.mch.weixin.qq.com</c> and
    /// <c>api2.wechatpay.cn</c> for <c>api.wechatpay.cn</c>, and disables failover for any other host. Set it to the base address to
    /// disable failover.
    /// </value>
    public Uri? BackupAddress { get; set; }
}
