using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>
/// The log messages of the library, in the category <see cref="Instruments.Name"/>. They never contain a body, a header, a key or the value
/// of a variable.
/// </summary>
internal static partial class Log
{
    public static ILogger Create(ILoggerFactory? factory) => factory?.CreateLogger(Instruments.Name) ?? NullLogger.Instance;

    public static void Retry(ILogger logger, CallRequest request, Exception failure, int retry, TimeSpan delay)
    {
        if (logger.IsEnabled(LogLevel.Warning))
        {
            Retry(
                logger,
                request.Method,
                UrlTemplate.Redact(request.Template),
                request.MerchantId,
                TelemetryResult.GetErrorType(failure),
                retry,
                (long)delay.TotalMilliseconds);
        }
    }

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Cannot connect to {MainHost}. Requests of merchant {Merchant} go to {BackupHost} until it is reachable again.",
        EventName = "Failover")]
    public static partial void Failover(ILogger logger, string mainHost, string merchant, string backupHost);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "{MainHost} is reachable again; requests of merchant {Merchant} are switching back.",
        EventName = "BackOnMainHost")]
    public static partial void BackOnMainHost(ILogger logger, string mainHost, string merchant);

    public static void RenewalFailed(ILogger logger, string merchant, Exception failure)
    {
        if (logger.IsEnabled(LogLevel.Warning))
        {
            RenewalFailed(logger, merchant, TelemetryResult.GetErrorType(failure));
        }
    }

    public static void SignatureRejected(ILogger logger, CallRequest request, WeChatPaySignatureException failure)
    {
        if (failure.Reason == SignatureFailure.Probe && logger.IsEnabled(LogLevel.Information))
        {
            ProbeRejected(
                logger, request.Method, UrlTemplate.Redact(request.Template), request.MerchantId, DisplayCode.From(failure.RequestId));
        }
        else if (failure.Reason != SignatureFailure.Probe && logger.IsEnabled(LogLevel.Error))
        {
            SignatureRejected(
                logger,
                request.Method,
                UrlTemplate.Redact(request.Template),
                request.MerchantId,
                failure.Reason,
                DisplayCode.From(failure.Serial),
                DisplayCode.From(failure.RequestId));
        }
    }

    public static void NotificationRejected(ILogger logger, string merchant, WeChatPaySignatureException failure)
    {
        if (failure.Reason == SignatureFailure.Probe && logger.IsEnabled(LogLevel.Information))
        {
            NotificationProbeRejected(logger, merchant, DisplayCode.From(failure.RequestId));
        }
        else if (failure.Reason != SignatureFailure.Probe && logger.IsEnabled(LogLevel.Warning))
        {
            NotificationRejected(logger, merchant, failure.Reason, DisplayCode.From(failure.Serial), DisplayCode.From(failure.RequestId));
        }
    }

    public static void ErrorResponse(ILogger logger, CallRequest request, WeChatPayApiException failure)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            ErrorResponse(
                logger,
                request.Method,
                UrlTemplate.Redact(request.Template),
                request.MerchantId,
                failure.StatusCode,
                DisplayCode.From(failure.Code),
                DisplayCode.From(failure.RequestId));
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "{Method} {Template} of merchant {Merchant} failed ({Reason}); retry {Retry} follows in {Milliseconds} ms.",
        EventName = "Retry")]
    private static partial void Retry(
        ILogger logger, HttpMethod method, string template, string merchant, string reason, int retry, long milliseconds);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "The response to {Method} {Template} of merchant {Merchant} could not be verified: {Reason}. "
            + "Serial {Serial}, Request-ID {RequestId}.",
        EventName = "SignatureRejected")]
    private static partial void SignatureRejected(
        ILogger logger, HttpMethod method, string template, string merchant, SignatureFailure reason, string? serial, string? requestId);

    [LoggerMessage(
        5,
        LogLevel.Information,
        "{Method} {Template} of merchant {Merchant} returned {Status} {Code}, Request-ID {RequestId}.",
        EventName = "ErrorResponse")]
    private static partial void ErrorResponse(
        ILogger logger, HttpMethod method, string template, string merchant, int status, string? code, string? requestId);

    [LoggerMessage(
        6,
        LogLevel.Information,
        "The platform responded to {Method} {Template} of merchant {Merchant} with a signature probe, which was rejected as "
            + "intended. Request-ID {RequestId}.",
        EventName = "ProbeRejected")]
    private static partial void ProbeRejected(ILogger logger, HttpMethod method, string template, string merchant, string? requestId);

    // A warning only: anyone who finds the URL can post to it.
    [LoggerMessage(
        7,
        LogLevel.Warning,
        "A notification to merchant {Merchant} was rejected: {Reason}. Serial {Serial}, Request-ID {RequestId}.",
        EventName = "NotificationRejected")]
    private static partial void NotificationRejected(
        ILogger logger, string merchant, SignatureFailure reason, string? serial, string? requestId);

    [LoggerMessage(
        8,
        LogLevel.Information,
        "The platform posted a signature probe to merchant {Merchant}, which was rejected as intended. Request-ID {RequestId}.",
        EventName = "NotificationProbeRejected")]
    private static partial void NotificationProbeRejected(ILogger logger, string merchant, string? requestId);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "The platform certificates of merchant {Merchant} could not be downloaded ({Reason}). The previous keys stay in use.",
        EventName = "RenewalFailed")]
    private static partial void RenewalFailed(ILogger logger, string merchant, string reason);
}
