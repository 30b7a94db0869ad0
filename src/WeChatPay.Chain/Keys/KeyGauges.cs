using System.Diagnostics.Metrics;
using WeChatPay.Chain.Diagnostics;

namespace WeChatPay.Chain.Keys;

/// <summary>The gauges of one client's platform keys.</summary>
/// <remarks>A meter lives until it is disposed, so it must not keep the keys of an undisposed client alive.</remarks>
internal sealed class KeyGauges : IDisposable
{
    private readonly Meter _meter = new(Instruments.Name);

    /// <param name="keys">The keys, which are measured until they are collected or the gauges are disposed.</param>
    /// <param name="merchantId">The merchant number, a tag of each measurement.</param>
    public KeyGauges(KeyRing keys, string merchantId)
    {
        var measured = new WeakReference<KeyRing>(keys);
        Create("age", "Time since the platform keys were last renewed, or the client was created.", ring => ring.Age);
        Create("time_to_expiry", "Time until the last platform certificate expires; negative afterwards.", ring => ring.TimeToExpiry);

        void Create(string name, string description, Func<KeyRing, TimeSpan?> read) => _meter.CreateObservableGauge(
            $"wechatpay.client.platform_keys.{name}",
            () => measured.TryGetTarget(out var ring) && read(ring) is { } time
                ? [new Measurement<double>(time.TotalSeconds, new KeyValuePair<string, object?>(Tags.Merchant, merchantId))]
                : Array.Empty<Measurement<double>>(),
            "s", description);
    }

    public void Dispose() => _meter.Dispose();
}
