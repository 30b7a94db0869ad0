using System.Globalization;
using System.Numerics;

namespace WeChatPay.Chain.DependencyInjection.Configuration;

/// <summary>Parses the values of a configuration.</summary>
internal static class ConfigurationValue
{
    public static Uri ToUri(string text) => new(text, UriKind.RelativeOrAbsolute);

    public static bool ToBoolean(string text) =>
        bool.TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is neither true nor false.");

    public static T ToInteger<T>(string text)
        where T : IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a whole number.");

    /// <summary>Parses seconds or <c>hh:mm:ss</c>.</summary>
    // TimeSpan.Parse would read a number without a unit as days.
    public static TimeSpan ToTimeSpan(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds)
        {
            return TimeSpan.FromSeconds(seconds);
        }
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time)
            ? time
            : throw new FormatException($"'{text}' is not a time. Write seconds or hh:mm:ss.");
    }
}
