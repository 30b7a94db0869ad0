using System.CommandLine;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Endpoints.Tool.Commands;

/// <summary>Runs a command and shows an expected error as one line.</summary>
internal static class CommandAction
{
    public static void Run(this Command command, Func<ParseResult, TextWriter, int> run) => command.SetAction(arguments =>
    {
        try
        {
            return run(arguments, arguments.InvocationConfiguration.Output);
        }
        catch (Exception exception) when (exception is CatalogueException or IOException or UnauthorizedAccessException)
        {
            arguments.InvocationConfiguration.Error.WriteLine(exception.Message);
            return ExitCode.Error;
        }
    });
}
