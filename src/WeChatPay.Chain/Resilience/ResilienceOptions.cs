namespace WeChatPay.Chain;

/// <summary>How a client repeats what is safe to repeat, and when it goes to the platform's other host. Read once, when the client is built.</summary>
/// <remarks>
/// <para>
/// Repeated with the same bytes, and signed anew each time (an APIv2 body carries its signature, and stays as it is): a call whose
/// connection was never made; one that the platform answers as <see cref="WeChatPayApiException.IsRetryable"/> says; and a GET whose
/// connection was lost. Never repeated: any other request that may have been received, a signature that does not verify, a body that
/// cannot be read again, an answer of which a <c>sink</c> stream has a part already. When nothing is left to try, the failure of the
/// last attempt is thrown; whether the call may have taken effect is answered for all of its attempts.
/// </para>
/// <para>
/// When no connection to <see cref="WeChatPayClientOptions.BaseAddress"/> can be made, the request goes to the backup host at once. While
/// that one serves, every hundredth request tries the main host first, and all go there again when it answers. Calls to other hosts stay
/// where they are. See https://pay.weixin.qq.com/docs/merchant/development/practices/cross-city-disaster-escalation-guidelines.html.
/// </para>
/// </remarks>
public sealed class ResilienceOptions
{
    /// <summary>How often one call is repeated at most. Default: 3. Zero for failover alone.</summary>
    public int MaxRetryAttempts { get; set; } = 3;

    /// <summary>
    /// The pause before the first repeat; each further one is twice as long. A pause is shortened by chance, by up to a half, so that many
    /// callers do not come back at once, and is never shorter than the platform's <c>Retry-After</c>. Default: 500 ms.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>What a pause grows to at most; a longer <c>Retry-After</c> is kept all the same. Default: 8 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How long after its beginning a call may be sent again. A pause that would end later, or after the call's own time-out, is not begun:
    /// the failure is thrown at once. Default: 20 seconds. <see cref="Timeout.InfiniteTimeSpan"/> for the call's time-out alone.
    /// </summary>
    public TimeSpan TotalTime { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How many repeats the client has in store, all calls together: each one uses one up, and ten calls that are answered, if only with
    /// a no, earn one back. With none left, failures are thrown at once, so that an outage does not multiply the load. Default: 20.
    /// </summary>
    public int RetryBudget { get; set; } = 20;

    /// <summary>
    /// Where requests go when no connection to the base address can be made; its path must be that of the base address, or none. Null, the
    /// default, for <c>api2.mch.weixin.qq.com</c> beside <c>api.mch.weixin.qq.com</c>, for <c>api2.wechatpay.cn</c> beside
    /// <c>api.wechatpay.cn</c>, and for no failover beside any other host. The base address itself for no failover.
    /// </summary>
    public Uri? BackupAddress { get; set; }
}
