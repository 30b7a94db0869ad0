using System.Diagnostics;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The result of an example that ran in a separate process.</summary>
internal sealed record ExampleRun(int ExitCode, string Output, string Errors)
{
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs <c>dotnet run</c> with the path of a file.</summary>
    /// <param name="path">Relative to the folder.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="merchant">The <c>WECHATPAY_…</c> variables to set; those of the machine are removed.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public static Task<ExampleRun> StartAsync(
        string path, string folder, IReadOnlyDictionary<string, string> merchant, CancellationToken cancellationToken) =>
        RunAsync(Describe(["run", path], folder, merchant), cancellationToken);

    /// <summary>Runs a program that Porting.targets compiled.</summary>
    /// <param name="name">The name of its file, without <c>.cs</c>.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public static Task<ExampleRun> StartCompiledAsync(string name, CancellationToken cancellationToken) =>
        StartAssemblyAsync(Path.Combine(AppContext.BaseDirectory, "porting", $"{name}.dll"), cancellationToken);

    /// <summary>Runs an assembly with the framework and the assemblies of these tests.</summary>
    /// <param name="path">The path of the assembly.</param>
    /// <param name="cancellationToken">Kills the process.</param>
    public static Task<ExampleRun> StartAssemblyAsync(string path, CancellationToken cancellationToken)
    {
        var tests = Path.ChangeExtension(typeof(ExampleRun).Assembly.Location, null);
        string[] command =
        [
            "exec", "--runtimeconfig", $"{tests}.runtimeconfig.json", "--depsfile", $"{tests}.deps.json", path,
        ];
        return RunAsync(Describe(command, RepositoryFiles.Root, new Dictionary<string, string>()), cancellationToken);
    }

    private static async Task<ExampleRun> RunAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using var process = Process.Start(start)!;
        await using var killing = cancellationToken.Register(() => process.Kill(entireProcessTree: true));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return new ExampleRun(process.ExitCode, await output, await errors);
    }

    private static ProcessStartInfo Describe(string[] command, string folder, IReadOnlyDictionary<string, string> merchant)
    {
        var start = new ProcessStartInfo("dotnet", command)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var name in start.Environment.Keys.Where(IsRemoved).ToList())
        {
            start.Environment.Remove(name);
        }
        foreach (var (name, value) in merchant)
        {
            start.Environment[name] = value;
        }
        // A build node that stays alive would keep the pipes open and block the reads.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }

    // The variables of this build would affect the build of the example.
    private static bool IsRemoved(string name) =>
        name.StartsWith("WECHATPAY_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("VSTEST_", StringComparison.OrdinalIgnoreCase);
}
