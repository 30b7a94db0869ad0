namespace WeChatPay.Chain.Sandbox;

/// <summary>A notification (回调通知) that the sandbox sends, and every time it was posted. Thread-safe.</summary>
/// <remarks>
/// It is posted until the merchant responses 200 or 204, at most 16 times: the platform pauses for 15 s, 15 s, 30 s, 3 min, 10 min,
/// 20 min, 30 min, 30 min, 30 min, 60 min, 3 h, 3 h, 3 h, 6 h and 6 h, by the sandbox's clock. Each post is signed anew.
/// </remarks>
public sealed class SandboxNotification
{
    private readonly Lock _lock = new();
    private readonly List<SandboxDelivery> _deliveries = [];
    private readonly Func<SandboxNotification, CancellationToken, Task<SandboxDelivery>> _post;
    private TaskCompletionSource _changed = NewSignal();
    private bool _hasEnded;

    internal SandboxNotification(string id, string eventType, Uri url, byte[] bodyBytes, Func<SandboxNotification, CancellationToken, Task<SandboxDelivery>> post)
    {
        Id = id;
        EventType = eventType;
        Url = url;
        BodyBytes = bodyBytes;
        _post = post;
    }

    /// <summary>Identifies it; the same in every post.</summary>
    public string Id { get; }

    /// <summary>Such as <c>TRANSACTION.SUCCESS</c> or <c>REFUND.SUCCESS</c>.</summary>
    public string EventType { get; }

    /// <summary>Where it is posted to: the <c>notify_url</c> of the order or the refund.</summary>
    public Uri Url { get; }

    /// <summary>The body, with its resource encrypted; the same in every post that is not tampered with.</summary>
    public byte[] BodyBytes { get; }

    /// <summary>Each post so far, in the order in which they were answered.</summary>
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

    /// <summary>Whether the merchant took it.</summary>
    public bool IsAccepted => Deliveries.Any(delivery => delivery.IsAccepted);

    /// <summary>Waits until it was posted that often, and answered. Move the sandbox's clock to let time pass between two posts.</summary>
    /// <param name="number">Which of <see cref="Deliveries"/>; the first is 1.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidOperationException">It will not be posted that often: it was accepted, the platform gave it up, or the sandbox is disposed.</exception>
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
                    throw new InvalidOperationException($"The notification was posted {_deliveries.Count} times and will not be posted again, because it was accepted, given up, or its sandbox is disposed. Wait for a smaller number than {number}.");
                }
                changed = _changed.Task;
            }
            await changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Posts it once more, now, whether it was accepted or not, as the platform does now and then.</summary>
    /// <returns>The post, which is in <see cref="Deliveries"/> too.</returns>
    public async Task<SandboxDelivery> SendAgainAsync(CancellationToken cancellationToken = default)
    {
        var delivery = await _post(this, cancellationToken).ConfigureAwait(false);
        Record([delivery]);
        return delivery;
    }

    /// <summary>Event and id, and how often it was posted.</summary>
    public override string ToString() => $"{EventType} {Id}, posted {Deliveries.Count} times";

    internal void Record(IEnumerable<SandboxDelivery> deliveries) => Change(() => _deliveries.AddRange(deliveries));

    /// <summary>Nothing more is posted but by <see cref="SendAgainAsync"/>.</summary>
    internal void End() => Change(() => _hasEnded = true);

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change(Action change)
    {
        TaskCompletionSource changed;
        lock (_lock)
        {
            change();
            (changed, _changed) = (_changed, NewSignal());
        }
        changed.SetResult();
    }
}
