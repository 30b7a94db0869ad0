using System.CommandLine;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Endpoints.Tool.Commands;

/// <summary><c>check FOLDER</c>: reads the catalogue and prints what it has.</summary>
internal static class CheckCommand
{
    private const string GlossaryName = "glossary.txt";

    public static Command Create()
    {
        var folder = FolderArgument.Create("folder");
        var command = new Command("check", "Reads all files strictly, stops at the first error, and prints counts.") { folder };
        command.Run((arguments, output) => Run(arguments.GetRequiredValue(folder).FullName, output));
        return command;
    }

    private static int Run(string folder, TextWriter output)
    {
        foreach (var (name, count) in CatalogueCounts.From(CatalogueReader.ReadFolder(folder)))
        {
            output.WriteLine($"{count,7} {name}");
        }
        var glossary = Path.Combine(folder, GlossaryName);
        if (File.Exists(glossary))
        {
            output.WriteLine($"{Glossary.Read(new(GlossaryName, File.ReadAllText(glossary))).Count,7} names in the glossary");
        }
        return ExitCode.Success;
    }
}
