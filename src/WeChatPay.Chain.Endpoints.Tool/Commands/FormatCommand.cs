using System.CommandLine;
using WeChatPay.Chain.Catalogue.Reading;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Endpoints.Tool.Commands;

/// <summary><c>format FOLDER</c>: rewrites files whose lines, attributes or words are not in the canonical order.</summary>
internal static class FormatCommand
{
    public static Command Create()
    {
        var folder = FolderArgument.Create("folder");
        var command = new Command("format", "Rewrites the files in canonical form, and prints those that changed.") { folder };
        command.Run((arguments, output) => Run(arguments.GetRequiredValue(folder).FullName, output));
        return command;
    }

    private static int Run(string folder, TextWriter output)
    {
        // An error in one file leaves all of them as they are.
        var changed = CatalogueFolder.ReadTexts(folder)
            .Select(file => (file.Name, Before: file.Text, After: CatalogueFormatter.Format(file)))
            .Where(file => file.Before != file.After)
            .ToList();
        foreach (var (name, _, text) in changed)
        {
            File.WriteAllText(Path.Combine(folder, name), text);
            output.WriteLine(name);
        }
        return ExitCode.Success;
    }
}
