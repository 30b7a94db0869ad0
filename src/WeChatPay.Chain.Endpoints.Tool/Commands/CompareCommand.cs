using System.CommandLine;
using WeChatPay.Chain.Catalogue.Comparing;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Endpoints.Tool.Commands;

/// <summary><c>compare BEFORE AFTER</c>: prints what changed for users of typed endpoints.</summary>
internal static class CompareCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "A folder, or a revision of the repository that has AFTER." };
        var after = FolderArgument.Create("after");
        var command = new Command(
            "compare",
            "Prints the changes by operation, breaking ones first. The exit code is 0 without a change, 1 with changes, 2 after an error.")
        {
            before,
            after,
        };
        command.Run((arguments, output) => Run(arguments.GetRequiredValue(before), arguments.GetRequiredValue(after).FullName, output));
        return command;
    }

    private static int Run(string before, string after, TextWriter output)
    {
        var first = Directory.Exists(before)
            ? CatalogueReader.ReadFolder(Path.GetFullPath(before))
            : GitRevision.Read(before, after);
        var changes = CatalogueComparison.Compare(first, CatalogueReader.ReadFolder(after));
        ChangeReport.Write(changes, output);
        return changes.Count == 0 ? ExitCode.Success : ExitCode.Differences;
    }
}
