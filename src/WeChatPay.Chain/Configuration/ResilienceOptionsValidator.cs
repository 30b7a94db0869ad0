using WeChatPay.Chain.Resilience;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Configuration;

/// <summary>Finds what is wrong with the options of repeats and failover; the addresses are checked with the client's.</summary>
internal static class ResilienceOptionsValidator
{
    private const int MostAttempts = 100;
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">The first option that is wrong, with the remedy.</exception>
    public static void Check(ResilienceOptions options, Uri baseAddress)
    {
        Require.That(options.MaxRetryAttempts is >= 0 and <= MostAttempts, Name(nameof(options.MaxRetryAttempts)), $"is {options.MaxRetryAttempts}; 0 to {MostAttempts} is expected, 0 for failover alone.");
        Require.That(options.BaseDelay > TimeSpan.Zero && options.BaseDelay <= _longest, Name(nameof(options.BaseDelay)), $"is {options.BaseDelay}; a span above zero is expected, at most a day.");
        Require.That(options.MaxDelay >= options.BaseDelay && options.MaxDelay <= _longest, Name(nameof(options.MaxDelay)), $"is {options.MaxDelay}; at least BaseDelay ({options.BaseDelay}) is expected, at most a day.");
        Require.That(options.TotalTime > TimeSpan.Zero || options.TotalTime == Timeout.InfiniteTimeSpan, Name(nameof(options.TotalTime)), $"is {options.TotalTime}; a span above zero is expected, or Timeout.InfiniteTimeSpan.");
        Require.That(options.RetryBudget is > 0 and <= int.MaxValue / RetryBudget.CallsPerRetry, Name(nameof(options.RetryBudget)), $"is {options.RetryBudget}; a number above zero is expected. For no repeats at all set MaxRetryAttempts to 0.");
        Require.That(options.BackupAddress is null || options.BackupAddress.AbsolutePath is "/" || options.BackupAddress.AbsolutePath == baseAddress.AbsolutePath, Name(nameof(options.BackupAddress)),
            "has another path than BaseAddress. A request keeps its path on both hosts, because the path is signed: leave it out.");
    }

    private static string Name(string option) => $"{nameof(WeChatPayClientOptions.Resilience)}.{option}";
}
