using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WeChatPay.Chain.AspNetCore.Endpoints;
using WeChatPay.Chain.AspNetCore.Routing;

namespace WeChatPay.Chain.AspNetCore.Background;

/// <summary>Finds the endpoint to which a stored notification was posted.</summary>
internal sealed class StoredEndpoints(IServiceProvider services, Merchants merchants)
{
    /// <returns><see langword="null"/> if the endpoint is not mapped any more, or its client is not registered.</returns>
    public (NotificationEndpoint Endpoint, Merchant Merchant)? Find(NotificationKey key, string client)
    {
        var endpoint = services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().FirstOrDefault(
            endpoint => endpoint.Metadata.GetMetadata<NotificationRoute>() is not null
                && NotificationRoute.KeyOf(endpoint, client) == key.Endpoint);
        return endpoint?.Metadata.GetMetadata<NotificationRoute>() is { } route && merchants.Find(client) is { } merchant
            && merchant.MerchantId == key.MerchantId
                ? (route.Receiver, merchant)
                : null;
    }
}
