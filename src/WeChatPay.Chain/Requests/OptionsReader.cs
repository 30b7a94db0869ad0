using System.Globalization;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Requests;

/// <summary>Reads the options of a call from keys and values: an anonymous object, a dictionary, or named arguments.</summary>
internal static class OptionsReader
{
    private const int MaxSeconds = 600;

    /// <exception cref="ArgumentException">There are no names, a name comes twice, or an option's value is of the wrong kind.</exception>
    public static RequestOptions Read(object options)
    {
        var read = new RequestOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, value) in Pairs(options))
        {
            if (!seen.Add(key))
            {
                throw new ArgumentException($"The option '{key}' is given twice. Pass it once.", key);
            }
            Set(read, key, value);
        }
        return read;
    }

    /// <summary>The keys and values, not looked at yet.</summary>
    /// <exception cref="ArgumentException">There are no names.</exception>
    public static IEnumerable<KeyValuePair<string, object?>> Pairs(object options) => NamedValues.TryRead(options) ?? throw new ArgumentException(
        $"The options are a {TypeLabel.From(options.GetType())}, which has no names. Pass an anonymous object, a dictionary or a RequestOptions; "
        + "a JSON body goes into its key 'json', and a CancellationToken into the argument cancellationToken.",
        nameof(options));

    // A key that is no option is taken for a variable of the template.
    private static void Set(RequestOptions options, string key, object? value)
    {
        switch (key)
        {
            case OptionNames.Json:
                options.Json = value ?? throw JsonBody.NullError();
                break;
            case OptionNames.Xml:
                options.Xml = value;
                break;
            case OptionNames.Query:
                options.Query = value;
                break;
            case OptionNames.Headers:
                options.Headers = value;
                break;
            case OptionNames.Body:
                options.Body = value ?? throw new ArgumentException("The option 'body' is null. Pass what is to be sent, or leave the option out for an empty body.", key);
                break;
            case OptionNames.BaseUri:
                options.BaseUri = ReadUri(value);
                break;
            case OptionNames.Security:
                options.Security = ReadSwitch(key, value);
                break;
            case OptionNames.Nonceless:
                options.Nonceless = ReadSwitch(key, value);
                break;
            case OptionNames.Sink:
                options.Sink = value;
                break;
            case OptionNames.Progress:
                options.Progress = ReadProgress(value);
                break;
            case OptionNames.Unsigned:
                options.Unsigned = ReadSwitch(key, value);
                break;
            case OptionNames.Timeout:
                options.Timeout = ReadTimeout(value);
                break;
            case OptionNames.AllowRedirects:
                options.AllowRedirects = value;
                break;
            default:
                options[key] = value;
                break;
        }
    }

    /// <summary>A <see cref="Uri"/>, or its text.</summary>
    public static Uri? ReadUri(object? value) => value switch
    {
        null => null,
        Uri uri => uri,
        string text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        _ => throw new ArgumentException(
            "The option 'base_uri' is no absolute URL. Give one of the platform's hosts, such as https://api2.mch.weixin.qq.com/.", OptionNames.BaseUri),
    };

    private static bool ReadSwitch(string key, object? value) => value switch
    {
        null => false,
        bool on => on,
        _ => throw new ArgumentException($"The option '{key}' is a {value.GetType().Name}; true or false is expected.", key),
    };

    private static IProgress<long>? ReadProgress(object? value) => value switch
    {
        null => null,
        IProgress<long> progress => progress,
        _ => throw new ArgumentException(
            $"The option 'progress' is a {value.GetType().Name}; an IProgress<long> is expected, such as new Progress<long>(bytes => …).", OptionNames.Progress),
    };

    /// <summary>A number of seconds, or a span.</summary>
    public static TimeSpan? ReadTimeout(object? value) => value switch
    {
        null => null,
        TimeSpan span => span,
        byte or sbyte or short or ushort or int or uint or long or ulong or double or float or decimal => Seconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException($"The option 'timeout' is a {value.GetType().Name}; a number of seconds or a TimeSpan is expected.", OptionNames.Timeout),
    };

    // No call of the platform's takes longer, and many clients count in milliseconds.
    private static TimeSpan Seconds(double seconds) => seconds switch
    {
        > 0 and <= MaxSeconds => TimeSpan.FromSeconds(seconds),
        > MaxSeconds and < double.PositiveInfinity => throw new ArgumentException(
            $"The option 'timeout' is {seconds.ToString(CultureInfo.InvariantCulture)} seconds; a bare number is expected to be at most {MaxSeconds}. Were milliseconds meant? Pass seconds, or a TimeSpan such as TimeSpan.FromMilliseconds(…), which may be longer.",
            OptionNames.Timeout),
        _ => throw new ArgumentException(
            $"The option 'timeout' is {seconds.ToString(CultureInfo.InvariantCulture)}; a number of seconds above 0 is expected. For no limit pass Timeout.InfiniteTimeSpan.",
            OptionNames.Timeout),
    };
}
