using System.Diagnostics;
using System.Diagnostics.Metrics;
using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>The activity source and the meter that applications can listen to, both named <see cref="Name"/>.</summary>
internal static class Instruments
{
    public const string Name = "WeChatPay.Chain";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    /// <summary>The duration of calls, including retries and delays.</summary>
    public static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "wechatpay.client.call.duration", "s", "Duration of calls, including retries.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 30]
        });

    private static readonly Counter<long> _retries =
        Meter.CreateCounter<long>("wechatpay.client.retries", "{retry}", "Number of retries.");
    private static readonly Counter<long> _failovers = Meter.CreateCounter<long>(
        "wechatpay.client.failovers", "{failover}", "Number of switches from the main host to the backup host.");
    private static readonly Counter<long> _signatureFailures = Meter.CreateCounter<long>(
        "wechatpay.client.signature_failures", "{failure}", "Number of responses and notifications that could not be verified.");

    public static void CountRetry(CallRequest request, Exception failure)
    {
        if (_retries.Enabled)
        {
            _retries.Add(1,
                new(Tags.Method, request.Method.Method),
                new(Tags.Template, UrlTemplate.Redact(request.Template)),
                new(Tags.ErrorType, TelemetryResult.GetErrorType(failure)),
                new(Tags.Merchant, request.MerchantId));
        }
    }

    /// <param name="host">The host that requests go to now.</param>
    /// <param name="merchantId">The merchant of the requests.</param>
    public static void CountFailover(string host, string merchantId) =>
        _failovers.Add(1, new(Tags.Host, host), new(Tags.Merchant, merchantId));

    /// <param name="reason">The first check that failed.</param>
    /// <param name="message"><see cref="Tags.Response"/> or <see cref="Tags.Notification"/>.</param>
    /// <param name="merchantId">The merchant that received the message.</param>
    public static void CountSignatureFailure(SignatureFailure reason, string message, string merchantId)
    {
        if (_signatureFailures.Enabled)
        {
            _signatureFailures.Add(1, new(Tags.Reason, reason.ToString()), new(Tags.Message, message), new(Tags.Merchant, merchantId));
        }
    }
}
