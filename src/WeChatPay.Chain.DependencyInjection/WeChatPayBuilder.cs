using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.DependencyInjection;

/// <summary>Configures a client that <c>AddWeChatPay</c> registered.</summary>
public sealed class WeChatPayBuilder
{
    internal WeChatPayBuilder(
        string name, OptionsBuilder<WeChatPayClientOptions> options, IHttpClientBuilder http, IHttpClientBuilder securedHttp)
    {
        Name = name;
        Options = options;
        Http = http;
        SecuredHttp = securedHttp;
    }

    /// <summary>Gets the name of the client; empty for the default client.</summary>
    public string Name { get; }

    /// <summary>
    /// Gets the builder of the client's options, for those that cannot be set in a configuration:
    /// <c>Options.Configure(options => options.RequestSigner = …)</c>.
    /// </summary>
    public OptionsBuilder<WeChatPayClientOptions> Options { get; }

    /// <summary>
    /// Gets the builder of the HTTP handlers for calls without the merchant certificate, for example to set a proxy:
    /// <c>Http.UseSocketsHttpHandler((sockets, _) => sockets.Proxy = …)</c>.
    /// </summary>
    /// <remarks>
    /// Redirects and cookies stay off. So does the logging of <c>IHttpClientFactory</c>, which would expose URLs and the Authorization
    /// header.
    /// </remarks>
    public IHttpClientBuilder Http { get; }

    /// <summary>
    /// Gets the builder of the HTTP handlers for calls with the option <c>security</c>, which present the merchant certificate.
    /// </summary>
    public IHttpClientBuilder SecuredHttp { get; }
}
