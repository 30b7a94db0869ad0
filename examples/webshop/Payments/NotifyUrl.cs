using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Webshop.Payments;

/// <summary>The URL to which the platform posts notifications. It never depends on the <c>Host</c> header of a request.</summary>
internal sealed class NotifyUrl(ShopSettings settings, IServer server)
{
    public const string Path = "/notify";

    public string Value => new Uri(settings.PublicAddress ?? GetServerAddress(), Path).AbsoluteUri;

    // Known only after the server has started. A server that listens on all addresses also listens on loopback.
    private Uri GetServerAddress()
    {
        var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .First(address => address.StartsWith("http://", StringComparison.Ordinal));
        return new Uri($"http://127.0.0.1:{BindingAddress.Parse(address).Port}");
    }
}
