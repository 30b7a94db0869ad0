using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection;

/// <summary>Refines a client that <c>AddWeChatPay</c> registered.</summary>
public sealed class WeChatPayBuilder
{
    internal WeChatPayBuilder(string name, OptionsBuilder<WeChatPayClientOptions> options, IHttpClientBuilder http, IHttpClientBuilder securedHttp)
    {
        Name = name;
        Options = options;
        Http = http;
        SecuredHttp = securedHttp;
    }

    /// <summary>The client's name; empty for the default one.</summary>
    public string Name { get; }

    /// <summary>The client's options, for what no configuration can say: <c>Options.Configure(options => options.TimeProvider = …)</c>.</summary>
    public OptionsBuilder<WeChatPayClientOptions> Options { get; }

    /// <summary>The sockets of calls without the merchant certificate: <c>Http.UseSocketsHttpHandler((sockets, _) => sockets.Proxy = …)</c>. Redirects and cookies stay off. Its own logging is off too: it would show what a call carries.</summary>
    public IHttpClientBuilder Http { get; }

    /// <summary>The sockets of calls with the option <c>security</c>, which present the merchant certificate.</summary>
    public IHttpClientBuilder SecuredHttp { get; }
}
