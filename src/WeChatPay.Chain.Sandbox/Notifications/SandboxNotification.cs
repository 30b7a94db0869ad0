namespace WeChatPay.Chain.Sandbox;

/// <summary>A notification (回调通知) that the sandbox sends, and its deliveries. Thread-safe.</summary>
/// <remarks>
/// As on the platform, the notification is sent until the merchant responds with 200 or 204, at most 16 times. The waits between two
/// deliveries are 15 s, 15 s, 30 s, 3 min, 10 min, 20 min, 30 min, 30 min, 30 min, 60 min, 3 h, 3 h, 3 h, 6 h and 6 h, measured by
/// <see cref="SandboxOptions.TimeProvider"/>. Each delivery has its own signature.
/// </remarks>
public sealed class SandboxNotification
{
    private readonly Lock _lock = new();
    private readonly List<SandboxDelivery> _deliveries = [];
    private readonly Func<SandboxNotification, CancellationToken, Task<SandboxDelivery>> _send;
    private TaskCompletionSource _changed = CreateSignal();
    private bool _hasEnded;

    internal SandboxNotification(
        string id, string eventType, Uri url, byte[] bodyBytes, Func<SandboxNotification, CancellationToken, Task<SandboxDelivery>> send)
    {
        Id = id;
        EventType = eventType;
        Url = url;
        BodyBytes = bodyBytes;
        _send = send;
    }

    /// <summary>Gets the ID of the notification, which is the same in every delivery.</summary>
    public string Id { get; }

    /// <summary>Gets the event type, such as <c>TRANSACTION.SUCCESS</c> or <c>REFUND.SUCCESS</c>.</summary>
    public string EventType { get; }

    /// <summary>Gets the <c>notify_url</c> of the order or the refund.</summary>
    public Uri Url { get; }

    /// <summary>
    /// Gets the body, with its encrypted resource. Every delivery has the same body, except those with
    /// <see cref="SandboxFault.TamperedBody"/>.
    /// </summary>
    public byte[] BodyBytes { get; }

    /// <summary>Gets the completed deliveries so far, in order of completion.</summary>
    public IReadOnlyList<SandboxDelivery> Deliveries
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>Gets a value indicating whether the merchant accepted any of the deliveries.</summary>
    public bool IsAccepted => Deliveries.Any(delivery => delivery.IsAccepted);

    /// <summary>
    /// Waits until the given delivery has completed. To reach a later one, advance the clock in <see cref="SandboxOptions.TimeProvider"/>.
    /// </summary>
    /// <param name="number">The number of the delivery; the first is 1.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The delivery.</returns>
    /// <exception cref="InvalidOperationException">
    /// The delivery will never happen: the notification was accepted, the last retry has failed, or the sandbox was disposed.
    /// </exception>
    public async Task<SandboxDelivery> WaitForDeliveryAsync(int number, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        while (true)
        {
            Task changed;
            lock (_lock)
            {
                if (_deliveries.Count >= number)
                {
                    return _deliveries[number - 1];
                }
                if (_hasEnded)
                {
                    throw new InvalidOperationException(
                        $"Delivery {number} will not happen: the notification was sent {_deliveries.Count} times and will not be sent "
                            + "again, because it was accepted, its last retry failed, or the sandbox was disposed.");
                }
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends the notification once more, even if it was accepted, as the platform does from time to time.</summary>
    /// <param name="cancellationToken">Cancels the delivery.</param>
    /// <returns>The delivery, which is also added to <see cref="Deliveries"/>.</returns>
    public async Task<SandboxDelivery> SendAgainAsync(CancellationToken cancellationToken = default)
    {
        var delivery = await _send(this, cancellationToken).ConfigureAwait(false);
        Record([delivery]);
        return delivery;
    }

    /// <summary>Returns the event type, the ID and the number of deliveries.</summary>
    public override string ToString() => $"{EventType} {Id}, sent {Deliveries.Count} times";

    internal void Record(IEnumerable<SandboxDelivery> deliveries) => Update(() => _deliveries.AddRange(deliveries));

    /// <summary>Ends the retries; from now on only <see cref="SendAgainAsync"/> sends the notification.</summary>
    internal void End() => Update(() => _hasEnded = true);

    private static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Update(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, CreateSignal());
        }
        changed.SetResult();
    }
}
