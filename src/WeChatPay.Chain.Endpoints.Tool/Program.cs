using System.CommandLine;
using WeChatPay.Chain.Endpoints.Tool;
using WeChatPay.Chain.Endpoints.Tool.Commands;

var command = new RootCommand("Maintains the catalogue of documented endpoints.")
{
    CheckCommand.Create(),
    FormatCommand.Create(),
    CompareCommand.Create(),
};
var arguments = command.Parse(args);
var exitCode = arguments.Invoke();
return arguments.Errors.Count > 0 ? ExitCode.Error : exitCode;
