using System.Diagnostics;
using System.Diagnostics.Metrics;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>The activity source and the meter that applications listen to, both named <see cref="Name"/>. With no listener they cost a check.</summary>
internal static class Instruments
{
    public const string Name = "WeChatPay.Chain";

    public static readonly ActivitySource Source = new(Name);

    private static readonly Meter _meter = new(Name);

    /// <summary>From the beginning of a call to its end, its repeats and their pauses included.</summary>
    public static readonly Histogram<double> Duration = _meter.CreateHistogram(
        "wechatpay.client.call.duration", "s", "Duration of calls, their repeats included.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30] });

    private static readonly Counter<long> _retries = _meter.CreateCounter<long>("wechatpay.client.retries", "{retry}", "Attempts that were followed by another.");
    private static readonly Counter<long> _failovers = _meter.CreateCounter<long>("wechatpay.client.failovers", "{failover}", "Changes from the main host to the backup host.");
    private static readonly Counter<long> _signatureFailures = _meter.CreateCounter<long>("wechatpay.client.signature_failures", "{failure}", "Answers that did not verify.");

    public static void CountRetry(PreparedRequest request, Exception failure)
    {
        if (_retries.Enabled)
        {
            _retries.Add(1,
                new(Tags.Method, request.Method.Method),
                new(Tags.Template, UrlTemplate.Of(request.Template)),
                new(Tags.ErrorType, Ending.ErrorTypeOf(failure)));
        }
    }

    /// <param name="host">Where requests go now.</param>
    public static void CountFailover(string host) => _failovers.Add(1, new KeyValuePair<string, object?>(Tags.Host, host));

    public static void CountSignatureFailure(SignatureFailure reason)
    {
        if (_signatureFailures.Enabled)
        {
            _signatureFailures.Add(1, new KeyValuePair<string, object?>(Tags.Reason, reason.ToString()));
        }
    }
}
