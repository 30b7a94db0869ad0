using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Benchmarks.Endpoints;

/// <summary>Runs commands of the SDK, without its servers, so that their CPU time is counted.</summary>
internal static class DotnetCommand
{
    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    /// <returns>The CPU time of the command and of the processes that it started.</returns>
    public static TimeSpan Run(string folder, params IEnumerable<string> arguments)
    {
        var before = ReadChildTime();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [.. arguments, "--verbosity", "quiet", "-maxCpuCount:1"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["UseSharedCompilation"] = "false", ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? ReadChildTime() - before
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)}\n{output}");
    }

    // Linux adds the times of a process that has ended to those of its parent. Process has only its own time.
    private static TimeSpan ReadChildTime()
    {
        const int TicksPerSecond = 100;
        // The name of the program, in parentheses, may contain spaces. The times are the 16th and 17th field, the name is the second.
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        var ticks = long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture);
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    private static string FindRepository([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(file, "../../../.."));
}
