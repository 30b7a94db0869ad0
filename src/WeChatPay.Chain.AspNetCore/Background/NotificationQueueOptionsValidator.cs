using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Validates <see cref="NotificationQueueOptions"/> when the host starts.</summary>
internal sealed class NotificationQueueOptionsValidator : IValidateOptions<NotificationQueueOptions>
{
    private static readonly TimeSpan _minTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _maxTime = TimeSpan.FromDays(7);

    public ValidateOptionsResult Validate(string? name, NotificationQueueOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        Check(options.Capacity, 1, 1_000_000, nameof(options.Capacity));
        Check(options.Workers, 1, 1000, nameof(options.Workers));
        Check(options.MaxAttempts, 1, 1000, nameof(options.MaxAttempts));
        Check(options.FirstRetryDelay, _minTime, _maxTime, nameof(options.FirstRetryDelay));
        Check(options.MaxRetryDelay, options.FirstRetryDelay, _maxTime, nameof(options.MaxRetryDelay));
        Check(options.PollInterval, _minTime, _maxTime, nameof(options.PollInterval));
        return result.Build();

        void Check<T>(T value, T min, T max, string property)
            where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                result.AddError($"must be between {min} and {max} (was {value})", property);
            }
        }
    }
}
