using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.DependencyInjection.Clients;

internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Information, "The configuration of the WeChat Pay client '{Name}' has changed: new calls use it.")]
    public static partial void Renewed(ILogger logger, string name);

    [LoggerMessage(2, LogLevel.Error, "The configuration of the WeChat Pay client '{Name}' has changed and is wrong: the client goes on as it was. {Problem}")]
    public static partial void KeptOld(ILogger logger, string name, string problem);

    [LoggerMessage(3, LogLevel.Error, "The configuration of the WeChat Pay client '{Name}' has changed and cannot be used: the client goes on as it was.")]
    public static partial void KeptOldUnexpectedly(ILogger logger, Exception exception, string name);
}
