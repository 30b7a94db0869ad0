using System.Diagnostics;
using System.Formats.Tar;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Reading;

namespace WeChatPay.Chain.Endpoints.Tool;

/// <summary>Reads a catalogue as it was in a revision of a Git repository.</summary>
internal static class GitRevision
{
    /// <summary>Reads the state of a folder of the repository.</summary>
    /// <exception cref="IOException">Git is not installed, or does not know the revision or the folder.</exception>
    public static EndpointCatalogue Read(string revision, string folder)
    {
        var copy = Directory.CreateTempSubdirectory("catalogue-");
        try
        {
            Extract(revision, folder, copy.FullName);
            return CatalogueReader.ReadFolder(copy.FullName);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private static void Extract(string revision, string folder, string destination)
    {
        using var git = Start(folder, "archive", "--format=tar", "--end-of-options", revision);
        using var archive = new MemoryStream();

        // Git writes its only error when it does not write an archive, so the pipes cannot block each other.
        git.StandardOutput.BaseStream.CopyTo(archive);
        var error = git.StandardError.ReadToEnd().Trim();
        git.WaitForExit();
        if (git.ExitCode != 0)
        {
            throw new IOException($"'{revision}' is neither a folder nor a revision that has {folder}. Git: {error}");
        }
        archive.Position = 0;
        TarFile.ExtractToDirectory(archive, destination, overwriteFiles: false);
    }

    private static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new IOException("Git is not installed; compare two folders instead.", exception);
        }
    }
}
