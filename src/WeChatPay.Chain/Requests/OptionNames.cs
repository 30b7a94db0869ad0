namespace WeChatPay.Chain.Requests;

/// <summary>The keys of the options, as a caller writes them.</summary>
internal static class OptionNames
{
    public const string Json = "json";
    public const string Xml = "xml";
    public const string Query = "query";
    public const string Headers = "headers";
    public const string Body = "body";
    public const string BaseUri = "base_uri";
    public const string Security = "security";
    public const string Nonceless = "nonceless";
    public const string Sink = "sink";
    public const string Progress = "progress";
    public const string Unsigned = "unsigned";
    public const string Timeout = "timeout";
    public const string AllowRedirects = "allow_redirects";

    public static IReadOnlyList<string> All { get; } =
        [Json, Xml, Query, Headers, Body, BaseUri, Security, Nonceless, Sink, Progress, Unsigned, Timeout, AllowRedirects];
}
