using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.AspNetCore.Diagnostics;

/// <summary>The log messages about notifications. They contain IDs, never the content of a notification.</summary>
internal static partial class NotificationLog
{
    [LoggerMessage(
        10,
        LogLevel.Warning,
        "A notification was posted to '{Endpoint}' for a merchant that is not registered: {Name}. Registered: {Registered}. "
        + "The route value 'merchant' is the name given to AddWeChatPay; a route without it is for the default client.")]
    public static partial void UnknownMerchant(ILogger logger, string endpoint, string name, string registered);

    [LoggerMessage(11, LogLevel.Warning, "A notification to merchant {Merchant} is longer than {Limit} bytes and was not read.")]
    public static partial void TooLong(ILogger logger, string merchant, long limit);

    // A warning, not an error: anyone who finds the URL can post to it. A probe is the platform's own test.
    public static void Unverified(ILogger logger, string merchant, WeChatPaySignatureException failure, string problem)
    {
        var level = failure.Reason == SignatureFailure.Probe ? LogLevel.Information : LogLevel.Warning;
        if (logger.IsEnabled(level))
        {
            var requestId = DisplayCode.From(failure.RequestId);
            Unverified(logger, level, merchant, failure.Reason, requestId, problem);
        }
    }

    [LoggerMessage(
        EventId = 12,
        Message = "A notification to merchant {Merchant} was rejected: {Reason}. Request-ID {RequestId}. {Problem}")]
    private static partial void Unverified(
        ILogger logger, LogLevel level, string merchant, SignatureFailure reason, string? requestId, string problem);

    [LoggerMessage(13, LogLevel.Error, "A notification to merchant {Merchant} is authentic but cannot be read.")]
    public static partial void Unreadable(ILogger logger, Exception exception, string merchant);

    [LoggerMessage(14, LogLevel.Information, "A notification to merchant {Merchant} was not received completely.")]
    public static partial void Broken(ILogger logger, Exception exception, string merchant);

    [LoggerMessage(15, LogLevel.Error, "A notification to merchant {Merchant} could not be handled.")]
    public static partial void Failed(ILogger logger, Exception exception, string merchant);

    [LoggerMessage(16, LogLevel.Error, "The handler of notification {Key} failed.")]
    public static partial void HandlerFailed(ILogger logger, Exception exception, NotificationKey key);

    [LoggerMessage(17, LogLevel.Warning, "Notification {Key} was not handled in time. The platform is asked to retry.")]
    public static partial void TooSlow(ILogger logger, NotificationKey key);

    [LoggerMessage(18, LogLevel.Warning, "Notification {Key} was not queued: the queue is full or closed. The platform is asked to retry.")]
    public static partial void QueueFull(ILogger logger, NotificationKey key);

    [LoggerMessage(
        19,
        LogLevel.Error,
        "Notification {Key} was accepted but not handled, and the platform will not retry it. Query the order or refund that it is about. "
        + "An INotificationStore keeps it with its error; RunAgainAsync tries it again.",
        EventName = "NotificationLost")]
    public static partial void Lost(ILogger logger, NotificationKey key);

    [LoggerMessage(20, LogLevel.Error, "The inbox could not record the state of notification {Key}.")]
    public static partial void InboxFailed(ILogger logger, Exception exception, NotificationKey key);

    [LoggerMessage(21, LogLevel.Warning, "The claim on notification {Key} was lost; another instance may handle the notification too.")]
    public static partial void ClaimLost(ILogger logger, NotificationKey key);

    [LoggerMessage(22, LogLevel.Warning, "A notification to merchant {Merchant} did not arrive in time.")]
    public static partial void ArrivesTooSlowly(ILogger logger, string merchant);

    [LoggerMessage(
        23, LogLevel.Warning, "The client '{Client}' has no {Option}, so notifications posted to '{Endpoint}' for it cannot be read.")]
    public static partial void KeyMissing(ILogger logger, string endpoint, string client, string option);

    [LoggerMessage(24, LogLevel.Error, "A notification to merchant {Merchant} could not be verified because its keys are not available.")]
    public static partial void Unverifiable(ILogger logger, Exception exception, string merchant);

    [LoggerMessage(
        25,
        LogLevel.Warning,
        "Notification {Key} was not handled: {Limit} handlers of its endpoint and merchant are running (MaxConcurrentHandlers). The "
        + "platform is asked to retry.")]
    public static partial void TooManyHandlers(ILogger logger, NotificationKey key, int limit);

    [LoggerMessage(
        26,
        LogLevel.Warning,
        "Notification {Key} was handled, but another instance has claimed it and may handle it too. Its outcome decides.")]
    public static partial void CompletionRejected(ILogger logger, NotificationKey key);

    [LoggerMessage(
        27,
        LogLevel.Warning,
        "Attempt {Attempt} to handle notification {Key} in the background failed. The next one follows in {Pause}.")]
    public static partial void WillRetry(ILogger logger, NotificationKey key, int attempt, TimeSpan pause);

    [LoggerMessage(28, LogLevel.Error, "The store of notifications that are handled in the background failed.")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(29, LogLevel.Error, "Notification {Key} is stored, but cannot be read: {Problem}")]
    public static partial void StoredUnreadable(ILogger logger, Exception? exception, NotificationKey key, string problem);

    [LoggerMessage(30, LogLevel.Information, "The inbox had lost the claim on notification {Key}; it was claimed again.")]
    public static partial void ClaimedAgain(ILogger logger, NotificationKey key);

    [LoggerMessage(32, LogLevel.Error, "Disposing the scope of the handler of notification {Key} failed. The outcome does not change.")]
    public static partial void ScopeFailed(ILogger logger, Exception exception, NotificationKey key);

    [LoggerMessage(
        33,
        LogLevel.Error,
        "A callback on the cancellation token of the handler of notification {Key} failed. The outcome does not change.")]
    public static partial void CallbackFailed(ILogger logger, Exception exception, NotificationKey key);
}
