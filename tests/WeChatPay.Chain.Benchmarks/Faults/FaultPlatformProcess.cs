using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>The other process, as this one sees it. Each command is answered before the next.</summary>
internal sealed class FaultPlatformProcess : IDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _turn = new(1, 1);

    public FaultPlatformProcess(QuickClock clock)
    {
        var start = clock.Start.UtcTicks.ToString(CultureInfo.InvariantCulture);
        var factor = clock.Factor.ToString(CultureInfo.InvariantCulture);
        _process = Process.Start(
            new ProcessStartInfo("dotnet", [typeof(FaultPlatformProcess).Assembly.Location, "faults-platform", start, factor])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
        Merchant = JsonSerializer.Deserialize<FaultMerchant>(_process.StandardOutput.ReadLine()!)!;
    }

    public FaultMerchant Merchant { get; }

    /// <returns>What the platform says to it.</returns>
    public async Task<string> TellAsync(string command)
    {
        await _turn.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            return await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The platform's process has ended; its error output says why.");
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _turn.Dispose();
    }
}
