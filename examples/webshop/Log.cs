namespace Webshop;

/// <summary>The log messages of the shop.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "Order {Number} is paid.")]
    public static partial void Paid(this ILogger log, string number);

    [LoggerMessage(LogLevel.Error, "The refund of order {Number} did not reach the user. Handle it in the merchant platform (商户平台).")]
    public static partial void RefundAbnormal(this ILogger log, string number);

    [LoggerMessage(LogLevel.Error, "Order {Number} was paid and refunded outside this shop. Check it in the merchant platform (商户平台).")]
    public static partial void RefundedElsewhere(this ILogger log, string number);

    [LoggerMessage(LogLevel.Warning, "This shop is a demonstration: it delivers nothing and has no user accounts. {Money}")]
    public static partial void IsADemonstration(this ILogger log, string money);

    [LoggerMessage(LogLevel.Warning, "The state of order {Number} could not be queried. It is queried again within a minute.")]
    public static partial void QueryFailed(this ILogger log, Exception exception, string number);

    [LoggerMessage(LogLevel.Warning, "Order {Number} could not be paid.")]
    public static partial void PaymentFailed(this ILogger log, Exception exception, string number);

    [LoggerMessage(LogLevel.Error, "The open orders could not be queried. They are queried again in a minute.")]
    public static partial void OpenOrdersFailed(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Error, "A request for order {Number} failed. Its page offers to try again.")]
    public static partial void Failed(this ILogger log, Exception exception, string number);
}
