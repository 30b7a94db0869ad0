using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Webshop.Payments;

/// <summary>Where the platform posts notifications: under the configured address, never under the <c>Host</c> that a request brought.</summary>
internal sealed class NotifyUrl(ShopSettings settings, IServer server)
{
    public const string Path = "/notify";

    public string Value => new Uri(settings.PublicAddress ?? OwnAddress(), Path).AbsoluteUri;

    // Known only when the server has started. A server that listens everywhere listens on loopback too.
    private Uri OwnAddress()
    {
        var address = server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First(address => address.StartsWith("http://", StringComparison.Ordinal));
        return new Uri($"http://127.0.0.1:{BindingAddress.Parse(address).Port}");
    }
}
