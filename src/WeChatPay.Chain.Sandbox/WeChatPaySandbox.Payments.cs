namespace WeChatPay.Chain.Sandbox;

// What the user and the platform do of their own accord.
public sealed partial class WeChatPaySandbox
{
    /// <summary>The notifications that it sends, in the order of their first post; each is here before the response to the call that caused it.</summary>
    public IReadOnlyList<SandboxNotification> Notifications => _platform.Notifications.Sent;

    /// <summary>The user pays an order: it becomes <c>SUCCESS</c>, and the merchant is notified of it.</summary>
    /// <param name="outTradeNo">The merchant's number of the order.</param>
    /// <param name="cancellationToken">Gives up waiting; the order is paid.</param>
    /// <returns>The notification, when it was posted for the first time and answered; unless that was with 200 or 204 it will be repeated.</returns>
    /// <exception cref="ArgumentException">No such order was placed.</exception>
    /// <exception cref="InvalidOperationException">The order is paid, closed, or past its <c>time_expire</c>.</exception>
    public async Task<SandboxNotification> PayAsync(string outTradeNo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(outTradeNo);
        var notification = _platform.Orders.Pay(outTradeNo);
        await notification.WaitForDeliveryAsync(1, cancellationToken).ConfigureAwait(false);
        return notification;
    }

    /// <summary>Lets the next notifications go wrong that are posted, repeats among them; <see cref="SandboxFault.ProbeSignature"/> is what the platform itself does.</summary>
    /// <param name="fault">What is wrong with the message: not a delay, another response or a broken connection.</param>
    /// <param name="times">For how many posts.</param>
    /// <exception cref="ArgumentException">The fault is one that only an response can have.</exception>
    public void InjectIntoNotifications(SandboxFault fault, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        if (!fault.IsOfTheMessage)
        {
            throw new ArgumentException($"A notification cannot have the fault '{fault}', which is one of an response. Use one of its signature, its time or its body.", nameof(fault));
        }
        _platform.Notifications.Inject(fault, times);
    }
}
