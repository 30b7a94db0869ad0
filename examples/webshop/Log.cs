namespace Webshop;

/// <summary>All that the shop logs itself.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Information, "The order {Number} is paid.")]
    public static partial void Paid(this ILogger log, string number);

    [LoggerMessage(LogLevel.Error, "The refund of {Number} did not reach the user. It has to be handled in the merchant platform (商户平台).")]
    public static partial void RefundAbnormal(this ILogger log, string number);

    [LoggerMessage(LogLevel.Error, "The order {Number} was paid and refunded elsewhere, and the shop knew of neither. Somebody has to look at it.")]
    public static partial void RefundedElsewhere(this ILogger log, string number);

    [LoggerMessage(LogLevel.Warning, "This shop is a demonstration: it delivers nothing, and has no accounts. {Money}")]
    public static partial void IsADemonstration(this ILogger log, string money);

    [LoggerMessage(LogLevel.Warning, "The state of the order {Number} stays unknown.")]
    public static partial void StaysUnknown(this ILogger log, Exception exception, string number);

    [LoggerMessage(LogLevel.Warning, "The user could not pay the order {Number}.")]
    public static partial void NotPaid(this ILogger log, Exception exception, string number);

    [LoggerMessage(LogLevel.Error, "The open orders could not be asked for. The next minute tries again.")]
    public static partial void NotAsked(this ILogger log, Exception exception);

    [LoggerMessage(LogLevel.Error, "Something about the order {Number} failed. Its page offers to try again.")]
    public static partial void Failed(this ILogger log, Exception exception, string number);
}
