namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>Chooses faults. Each caller has its own random numbers, so that its faults are the same in each run.</summary>
internal sealed class FaultDice(int seed)
{
    private const double Share = 0.2;

#pragma warning disable CA5394 // Not used for security; a run must be reproducible.
    private readonly Random _random = new(seed);

    /// <returns>A fault for one of the next responses; usually null.</returns>
    public string? ResponseFault() =>
        _random.NextDouble() < Share ? FaultKinds.ForResponses[_random.Next(FaultKinds.ForResponses.Count)] : null;

    /// <returns>A fault for one of the next notifications; usually null.</returns>
    public string? NotificationFault() =>
        _random.NextDouble() < Share ? FaultKinds.ForNotifications[_random.Next(FaultKinds.ForNotifications.Count)] : null;

    /// <returns>Whether a notification is sent twice at the same time.</returns>
    public bool IsTwice() => _random.NextDouble() < Share;

    /// <param name="from">The inclusive minimum.</param>
    /// <param name="to">The exclusive maximum.</param>
    public int Between(int from, int to) => _random.Next(from, to);
#pragma warning restore CA5394
}
