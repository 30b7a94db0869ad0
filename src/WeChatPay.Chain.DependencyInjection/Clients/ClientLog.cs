using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.DependencyInjection.Clients;

internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Information, "The configuration of the WeChat Pay client '{Name}' has changed. New calls use it.")]
    public static partial void Replaced(ILogger logger, string name);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "The changed configuration of the WeChat Pay client '{Name}' is invalid. The previous configuration stays in use. {Problem}")]
    public static partial void Invalid(ILogger logger, string name, string problem);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "The changed configuration of the WeChat Pay client '{Name}' could not be applied. The previous configuration stays in use.")]
    public static partial void Failed(ILogger logger, Exception exception, string name);
}
