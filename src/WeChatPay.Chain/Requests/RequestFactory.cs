using WeChatPay.Chain.Transport;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Requests;

/// <summary>Makes a request out of an expanded template and the options of a call. Everything wrong with them is found here, before anything is sent.</summary>
internal sealed class RequestFactory(PlatformHosts hosts, TimeSpan timeout, string? publicKeyId, bool canPresentCertificate)
{
    // What the platform's endpoints answer with; the images and bills among them refuse a bare application/json.
    private const string Accept = "application/json, text/plain, application/x-gzip, application/pdf, image/png, image/*;q=0.5";

    private static readonly string _userAgent =
        $"WeChatPay.Chain/{typeof(RequestFactory).Assembly.GetName().Version?.ToString(3)} (.NET {Environment.Version}; {(OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "macOS" : "Linux")})";

    public static RequestFactory For(WeChatPayClientOptions options) => new(
        new PlatformHosts(options.BaseAddress), options.Timeout, options.PlatformKeys.PublicKeyId,
        canPresentCertificate: options.MerchantCertificate is not null || options.PrimaryHandler is not null);

    /// <param name="method">The HTTP method.</param>
    /// <param name="template">The chain as a template, for messages.</param>
    /// <param name="target">The expanded template: relative, or a whole URL.</param>
    /// <param name="options">The options, the template's variables already used.</param>
    public PreparedRequest Create(HttpMethod method, string template, string target, RequestOptions options)
    {
        var query = options.Query is { } given ? QueryString.Write(given) : "";
        return new PreparedRequest
        {
            Version = ApiVersion.V3,
            Method = method,
            Template = template,
            Uri = hosts.Resolve(WithQuery(target, query), options.BaseUri),
            Content = RequestBody.Create(method, options),
            Headers = Headers(options),
            Sink = CheckedSink(options.Sink),
            Timeout = CheckedTimeout(options.Timeout),
            Security = CheckedSecurity(options.Security),
        };
    }

    private static string WithQuery(string target, string query) => query.Length switch
    {
        0 => target,
        _ when !target.Contains('?') => $"{target}?{query}",
        _ => target[^1] is '?' or '&' ? target + query : $"{target}&{query}",
    };

    private List<KeyValuePair<string, string>> Headers(RequestOptions options)
    {
        var headers = new List<KeyValuePair<string, string>>(4);
        if (options.Headers is { } given)
        {
            headers.AddRange(HeaderOptions.Read(given));
        }
        AddDefault(headers, "Accept", Accept);
        AddDefault(headers, "User-Agent", _userAgent);
        if (publicKeyId is not null)
        {
            // Tells the platform that this merchant verifies with the public key, also while it still sends certificates.
            AddDefault(headers, WeChatPayHeaders.Serial, publicKeyId);
        }
        return headers;
    }

    private static void AddDefault(List<KeyValuePair<string, string>> headers, string name, string value)
    {
        if (!headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(KeyValuePair.Create(name, value));
        }
    }

    private static object? CheckedSink(object? sink) => sink switch
    {
        null or Stream { CanWrite: true } => sink,
        string path when !string.IsNullOrWhiteSpace(path) && !Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path))) => sink,
        string path => throw new ArgumentException($"The option 'sink' is '{path}', where no file can be written: its folder must exist, and it must not be a folder itself.", OptionNames.Sink),
        _ => throw new ArgumentException($"The option 'sink' is a {sink.GetType().Name}; a file path or a writable Stream is expected.", OptionNames.Sink),
    };

    private bool CheckedSecurity(bool security) => !security || canPresentCertificate
        ? security
        : throw new ArgumentException("The option 'security' presents the merchant certificate, and none is configured. Set WeChatPayClientOptions.MerchantCertificate.", OptionNames.Security);

    private TimeSpan CheckedTimeout(TimeSpan? given) => given switch
    {
        null => timeout,
        { } span when span > TimeSpan.Zero || span == Timeout.InfiniteTimeSpan => span,
        { } span => throw new ArgumentException($"The option 'timeout' is {span}; a span above zero is expected, or Timeout.InfiniteTimeSpan for no limit.", OptionNames.Timeout),
    };
}
