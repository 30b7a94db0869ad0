using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>Shows the platform keys of every client that is in use, and keeps none of them alive.</summary>
internal static class KeyGauges
{
    private static readonly ConditionalWeakTable<IWatchedKeys, string> _watched = [];

    static KeyGauges()
    {
        _ = Instruments.Meter.CreateObservableGauge("wechatpay.client.platform_keys.age", () => Measure(keys => keys.Age, Enumerable.Max),
            "s", "Time since the platform keys were last renewed, or the client was built.");
        _ = Instruments.Meter.CreateObservableGauge("wechatpay.client.platform_keys.time_to_expiry", () => Measure(keys => keys.TimeToExpiry, Enumerable.Min),
            "s", "Time until the last platform certificate expires; negative afterwards.");
    }

    /// <param name="keys">Shown until they are collected or removed.</param>
    /// <param name="owner">Who makes the client's calls: the merchant number.</param>
    public static void Add(IWatchedKeys keys, string owner) => _watched.Add(keys, owner);

    public static void Remove(IWatchedKeys keys) => _watched.Remove(keys);

    // Several clients of one merchant are one series, which tells the worst.
    private static IEnumerable<Measurement<double>> Measure(Func<IWatchedKeys, TimeSpan?> read, Func<IEnumerable<double>, double> worst) => _watched
        .Select(watched => (Owner: watched.Value, Time: read(watched.Key)))
        .Where(item => item.Time is not null)
        .GroupBy(item => item.Owner, item => item.Time!.Value.TotalSeconds)
        .Select(group => new Measurement<double>(worst(group), new KeyValuePair<string, object?>(Tags.Merchant, group.Key)));
}
