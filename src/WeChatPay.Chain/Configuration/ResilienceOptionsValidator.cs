using WeChatPay.Chain.Resilience;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Configuration;

/// <summary>Validates the options of retries and failover, except for the backup address itself.</summary>
internal static class ResilienceOptionsValidator
{
    private const int MaxAttempts = 100;
    private const int MaxBudget = int.MaxValue / RetryBudget.CallsPerRetry;
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    /// <exception cref="ArgumentException">An option is invalid. The message names the first such option, and the remedy.</exception>
    public static void Check(ResilienceOptions options, Uri baseAddress)
    {
        Require.That(options.MaxRetryAttempts is >= 0 and <= MaxAttempts, Qualify(nameof(options.MaxRetryAttempts)),
            $"must be from 0 (failover only) to {MaxAttempts} (was {options.MaxRetryAttempts}).");
        Require.That(options.BaseDelay > TimeSpan.Zero && options.BaseDelay <= _longest, Qualify(nameof(options.BaseDelay)),
            $"must be greater than zero and at most one day (was {options.BaseDelay}).");
        Require.That(options.MaxDelay >= options.BaseDelay && options.MaxDelay <= _longest, Qualify(nameof(options.MaxDelay)),
            $"must be at least BaseDelay ({options.BaseDelay}) and at most one day (was {options.MaxDelay}).");
        Require.That(options.TotalTime > TimeSpan.Zero || options.TotalTime == Timeout.InfiniteTimeSpan, Qualify(nameof(options.TotalTime)),
            $"must be greater than zero, or Timeout.InfiniteTimeSpan (was {options.TotalTime}).");
        Require.That(options.RetryBudget is > 0 and <= MaxBudget, Qualify(nameof(options.RetryBudget)),
            $"must be from 1 to {MaxBudget} (was {options.RetryBudget}). To disable retries, set MaxRetryAttempts to 0.");
        Require.That(
            options.BackupAddress is null || options.BackupAddress.AbsolutePath is "/"
                || options.BackupAddress.AbsolutePath == baseAddress.AbsolutePath,
            Qualify(nameof(options.BackupAddress)),
            "has a different path than BaseAddress. A request has the same path on both hosts, because the path is signed. Remove it.");
    }

    private static string Qualify(string option) => $"{nameof(WeChatPayClientOptions.Resilience)}.{option}";
}
