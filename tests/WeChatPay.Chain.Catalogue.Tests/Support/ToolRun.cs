using System.Diagnostics;

namespace WeChatPay.Chain.Catalogue.Tests.Support;

/// <summary>A run of the command to its end.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    private const string Tool = "WeChatPay.Chain.Endpoints.Tool";

    /// <summary>Runs the command that was built with the tests.</summary>
    public static Task<ToolRun> StartAsync(params string[] arguments)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(own.Parent!.Parent!.FullName, Tool, own.Name, $"{Tool}.dll");
        return StartProgramAsync("dotnet", ["exec", program, .. arguments]);
    }

    /// <summary>Runs any program.</summary>
    public static async Task<ToolRun> StartProgramAsync(string program, string[] arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(
            process.ExitCode,
            (await output).Replace("\r\n", "\n", StringComparison.Ordinal),
            (await error).Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
