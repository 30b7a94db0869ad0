using System.Globalization;

namespace WeChatPay.Chain.Requests;

/// <summary>Converts the values that callers pass for options.</summary>
internal static class OptionValues
{
    /// <param name="value">A <see cref="Uri"/>, or a string.</param>
    public static Uri? ToUri(object? value) => value switch
    {
        null => null,
        Uri uri => uri,
        string text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        _ => throw new ArgumentException(
            "The option 'base_uri' is not an absolute URL. Pass one of the platform's hosts, such as https://api2.mch.weixin.qq.com/.",
            "base_uri"),
    };

    public static bool ToBoolean(object? value, string name) => value switch
    {
        null => false,
        bool flag => flag,
        _ => throw new ArgumentException($"The option '{name}' is a {value.GetType().Name}; true or false is expected.", name),
    };

    public static IProgress<long>? ToProgress(object? value) => value switch
    {
        null => null,
        IProgress<long> progress => progress,
        _ => throw new ArgumentException(
            $"The option 'progress' is a {value.GetType().Name}; an IProgress<long> is expected, such as new Progress<long>(bytes => …).",
            "progress"),
    };

    /// <param name="value">A number of seconds, or a <see cref="TimeSpan"/>.</param>
    public static TimeSpan? ToTimeSpan(object? value) => value switch
    {
        null => null,
        TimeSpan span => span,
        byte or sbyte or short or ushort or int or uint or long or ulong or double or float or decimal =>
            CallTimeout.FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)).Value,
        _ => throw new ArgumentException(
            $"The option 'timeout' is a {value.GetType().Name}; a number of seconds or a TimeSpan is expected.", "timeout"),
    };

    public static ArgumentException CreateNullBodyException() => new(
        "The option 'body' is null. Pass the body to send, or omit the option for an empty body.", "body");
}
