namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>Decides what goes wrong. Each caller has its own, so that its decisions are the same in each run.</summary>
internal sealed class FaultDice(int seed)
{
    private const double Share = 0.2;

#pragma warning disable CA5394 // Nothing secret is drawn: a run is to be repeatable.
    private readonly Random _random = new(seed);

    /// <returns>A fault for one of the next answers; null mostly.</returns>
    public string? AnswerFault() => _random.NextDouble() < Share ? FaultKinds.OfAnswers[_random.Next(FaultKinds.OfAnswers.Count)] : null;

    /// <returns>A fault for one of the next notifications; null mostly.</returns>
    public string? NotificationFault() =>
        _random.NextDouble() < Share ? FaultKinds.OfNotifications[_random.Next(FaultKinds.OfNotifications.Count)] : null;

    /// <returns>Whether a notification comes twice at the same moment.</returns>
    public bool IsTwice() => _random.NextDouble() < Share;

    /// <param name="from">Included.</param>
    /// <param name="to">Excluded.</param>
    public int Between(int from, int to) => _random.Next(from, to);
#pragma warning restore CA5394
}
