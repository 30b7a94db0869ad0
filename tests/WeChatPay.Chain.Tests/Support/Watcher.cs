using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>Listens to the spans and metrics of one template, because other tests run at the same time.</summary>
internal sealed class Watcher : IDisposable
{
    private const string Source = "WeChatPay.Chain";

    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly ConcurrentQueue<Measurement> _measurements = new();
    private readonly ActivityListener _tracing;
    private readonly MeterListener _metering;

    public Watcher(string template)
    {
        bool IsOurs(IEnumerable<KeyValuePair<string, object?>> tags) =>
            tags.Any(tag => tag.Key == "url.template" && (string)tag.Value! == template);
        _tracing = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (IsOurs(activity.TagObjects))
                {
                    _activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_tracing);
        _metering = new MeterListener { InstrumentPublished = (instrument, listener) => Listen(instrument, listener) };
        _metering.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags.ToArray()));
        _metering.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags.ToArray()));
        _metering.Start();

        void Note(Instrument instrument, double value, KeyValuePair<string, object?>[] tags)
        {
            if (IsOurs(tags) || !tags.Any(tag => tag.Key == "url.template"))
            {
                _measurements.Enqueue(new Measurement(instrument.Name, value, tags.ToDictionary()));
            }
        }
    }

    /// <summary>The span of the only call.</summary>
    public Activity Call => _activities.Single(activity => activity.Kind == ActivityKind.Internal);

    /// <summary>The spans of its attempts, in the order in which they ended.</summary>
    public IReadOnlyList<Activity> Attempts => [.. _activities.Where(activity => activity.Kind == ActivityKind.Client)];

    /// <summary>The measurements of an instrument. Counters without a template may include those of other tests.</summary>
    public IReadOnlyList<Measurement> Of(string instrument) =>
        [.. _measurements.Where(measurement => measurement.Instrument == instrument)];

    /// <summary>Everything that was recorded, as one text.</summary>
    public string Everything => string.Join('\n', _activities
        .Select(
            activity => $"{activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} "
                + $"{string.Join(' ', activity.Events.Select(item => item.Name + Text(item.Tags)))} {string.Join(' ', activity.Baggage)}")
        .Concat(_measurements.Select(measurement => Text(measurement.Tags))));

    public void Dispose()
    {
        _tracing.Dispose();
        _metering.Dispose();
    }

    private static void Listen(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == Source)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', tags.Select(tag => $"{tag.Key}={tag.Value}"));

    internal sealed record Measurement(string Instrument, double Value, IReadOnlyDictionary<string, object?> Tags);
}
