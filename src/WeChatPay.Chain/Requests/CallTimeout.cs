using System.Globalization;

namespace WeChatPay.Chain;

/// <summary>The timeout of a call: seconds, or a <see cref="TimeSpan"/>, both of which convert to it.</summary>
public readonly record struct CallTimeout
{
    // No call takes longer, and many clients expect milliseconds.
    private const int MaxSeconds = 600;

    private CallTimeout(TimeSpan value) => Value = value;

    /// <summary>Gets the timeout. <see langword="null"/> (the default) uses the client's <c>Timeout</c>.</summary>
    public TimeSpan? Value { get; }

    /// <summary>Converts a number of seconds.</summary>
    /// <param name="seconds">The number, greater than 0 and at most 600.</param>
    /// <exception cref="ArgumentException">The number is not in that range.</exception>
    public static implicit operator CallTimeout(int seconds) => FromSeconds(seconds);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static implicit operator CallTimeout(double seconds) => FromSeconds(seconds);

    /// <summary>Converts a <see cref="TimeSpan"/>, which may be longer than 600 seconds.</summary>
    /// <param name="value">The timeout. <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    public static implicit operator CallTimeout(TimeSpan value) => FromTimeSpan(value);

    /// <inheritdoc cref="op_Implicit(int)"/>
    public static CallTimeout FromSeconds(double seconds) => seconds switch
    {
        > 0 and <= MaxSeconds => new(TimeSpan.FromSeconds(seconds)),
        > MaxSeconds and < double.PositiveInfinity => throw new ArgumentException(
            $"The option 'timeout' is {Format(seconds)} seconds; a bare number must be at most {MaxSeconds}. If it is in milliseconds, "
                + "pass seconds, or a TimeSpan such as TimeSpan.FromMilliseconds(…), which may be longer.",
            "timeout"),
        _ => throw new ArgumentException(
            $"The option 'timeout' is {Format(seconds)}; a number of seconds greater than 0 is expected. "
                + "For no limit pass Timeout.InfiniteTimeSpan.",
            "timeout"),
    };

    /// <inheritdoc cref="op_Implicit(TimeSpan)"/>
    public static CallTimeout FromTimeSpan(TimeSpan value) => new(value);

    private static string Format(double seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
