using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>Collects the measurements of an instrument for one endpoint.</summary>
internal sealed class Measurements<T> : IDisposable
    where T : struct
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<Measured<T>> _all = new();

    public Measurements(string instrument, string endpoint)
    {
        _listener.InstrumentPublished = (published, listener) =>
        {
            if (published.Name == instrument && published.Meter.Name == "WeChatPay.Chain")
            {
                listener.EnableMeasurementEvents(published);
            }
        };
        _listener.SetMeasurementEventCallback<T>((_, value, tags, _) =>
        {
            var named = tags.ToArray().ToDictionary();
            if (named["http.route"] as string == endpoint)
            {
                _all.Enqueue(new(value, named["wechatpay.merchant_id"] as string, Outcome(named)));
            }
        });
        _listener.Start();
    }

    public IEnumerable<Measured<T>> All => _all;

    /// <summary>Reads a gauge.</summary>
    /// <returns>Its current value; null if the endpoint has none.</returns>
    public Measured<T>? Read()
    {
        _all.Clear();
        _listener.RecordObservableInstruments();
        return _all.SingleOrDefault();
    }

    public void Dispose() => _listener.Dispose();

    private static string? Outcome(Dictionary<string, object?> tags) => tags.GetValueOrDefault("wechatpay.notification.outcome") as string;
}

/// <param name="Value">The measured value.</param>
/// <param name="Merchant">The merchant ID.</param>
/// <param name="Outcome">The outcome; null for instruments without that tag.</param>
internal sealed record Measured<T>(T Value, string? Merchant, string? Outcome = null)
    where T : struct;
