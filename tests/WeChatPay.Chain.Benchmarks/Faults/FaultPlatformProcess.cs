using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>The process of the platform. Commands are executed one at a time.</summary>
internal sealed class FaultPlatformProcess : IDisposable
{
    private readonly Process _process;
    private readonly SemaphoreSlim _lock = new(1, 1);

    public FaultPlatformProcess(FastClock clock)
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

    /// <returns>The line that the platform returns.</returns>
    public async Task<string> ExecuteAsync(string command)
    {
        await _lock.WaitAsync();
        try
        {
            await _process.StandardInput.WriteLineAsync(command);
            return await _process.StandardOutput.ReadLineAsync()
                ?? throw new InvalidOperationException("The process of the platform has ended. See its standard error.");
        }
        finally
        {
            _lock.Release();
        }
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _lock.Dispose();
    }
}
