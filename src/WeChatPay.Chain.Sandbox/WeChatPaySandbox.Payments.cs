namespace WeChatPay.Chain.Sandbox;

// What the user and the platform do without a request from the merchant.
public sealed partial class WeChatPaySandbox
{
    /// <summary>
    /// Gets the notifications that the sandbox has sent or is sending, oldest first. The notification of a refund is in the list before the
    /// response to the refund request is sent.
    /// </summary>
    public IReadOnlyList<SandboxNotification> Notifications => _platform.Notifications.Sent;

    /// <summary>Pays an order as the user would: its state becomes <c>SUCCESS</c>, and the sandbox notifies the merchant.</summary>
    /// <param name="outTradeNo">The merchant's order number (<c>out_trade_no</c>).</param>
    /// <param name="cancellationToken">Cancels the wait for the first delivery. The order remains paid.</param>
    /// <returns>
    /// The notification, after its first delivery. If the merchant did not respond with 200 or 204, the sandbox retries in the background.
    /// </returns>
    /// <exception cref="ArgumentException">The order does not exist.</exception>
    /// <exception cref="InvalidOperationException">The order is already paid, closed, or past its <c>time_expire</c>.</exception>
    public async Task<SandboxNotification> PayAsync(string outTradeNo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outTradeNo);
        var notification = _platform.Orders.Pay(outTradeNo);
        await notification.WaitForDeliveryAsync(1, cancellationToken).ConfigureAwait(false);
        return notification;
    }

    /// <summary>Injects a fault into the next deliveries of notifications, including retries.</summary>
    /// <param name="fault">
    /// A fault in the signature, the timestamp or the body. The platform itself sends <see cref="SandboxFault.ProbeSignature"/> from time
    /// to time.
    /// </param>
    /// <param name="times">The number of deliveries to apply the fault to.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="fault"/> applies to responses only, such as a delay or a dropped connection.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="times"/> is less than 1.</exception>
    public void InjectIntoNotifications(SandboxFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        if (!fault.AppliesToNotifications)
        {
            throw new ArgumentException(
                $"The fault '{fault}' applies to responses only. Use a fault in the signature, the timestamp or the body.", nameof(fault));
        }
        _platform.Notifications.Inject(fault, times);
    }
}
