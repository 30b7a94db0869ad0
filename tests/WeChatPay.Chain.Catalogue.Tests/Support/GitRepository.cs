namespace WeChatPay.Chain.Catalogue.Tests.Support;

/// <summary>Makes a folder a repository with one commit, whatever the settings of the machine.</summary>
internal static class GitRepository
{
    public static async Task CommitAsync(string folder)
    {
        await RunAsync(folder, "init", "--quiet");
        await RunAsync(folder, "add", ".");
        string[] settings = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
        await RunAsync(folder, [.. settings, "commit", "--quiet", "-m", "Add"]);
    }

    private static async Task RunAsync(string folder, params string[] arguments)
    {
        var run = await ToolRun.StartProgramAsync(InstalledProgram.Find("git", "git.exe"), arguments, folder);
        Assert.That(run.ExitCode, Is.Zero, run.Error);
    }
}
