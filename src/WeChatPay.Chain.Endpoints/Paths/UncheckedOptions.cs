namespace WeChatPay.Chain.Endpoints;

/// <summary>The options of an unchecked call, which the client reads as it reads those of a dynamic chain.</summary>
internal sealed class UncheckedOptions : Dictionary<string, object?>
{
    public UncheckedOptions(
        object? headers,
        object? baseUri,
        object? timeout,
        bool? security,
        bool? nonceless,
        object? sink,
        IProgress<long>? progress,
        bool? unsigned,
        object? allowRedirects)
        : base(StringComparer.Ordinal)
    {
        AddIfSet("headers", headers);
        AddIfSet("base_uri", baseUri);
        AddIfSet("timeout", timeout is CallTimeout typed ? typed.Value : timeout);
        AddIfSet("security", security);
        AddIfSet("nonceless", nonceless);
        AddIfSet("sink", sink);
        AddIfSet("progress", progress);
        AddIfSet("unsigned", unsigned);
        AddIfSet("allow_redirects", allowRedirects);
    }

    /// <summary>Adds a value that the caller had to pass. The client rejects one that is null.</summary>
    public UncheckedOptions With(string name, object? value)
    {
        Add(name, value);
        return this;
    }

    /// <summary>Adds a value that the caller may omit.</summary>
    public UncheckedOptions WithOptional(string name, object? value)
    {
        AddIfSet(name, value);
        return this;
    }

    private void AddIfSet(string name, object? value)
    {
        if (value is not null)
        {
            Add(name, value);
        }
    }
}
