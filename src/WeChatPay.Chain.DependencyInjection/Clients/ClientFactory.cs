using Microsoft.Extensions.Options;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>Gives a client the factory's sockets, unless it was given a handler.</summary>
internal sealed class ClientHandlers(ClientRegistration registration, IHttpMessageHandlerFactory factory) : IPostConfigureOptions<WeChatPayClientOptions>
{
    public void PostConfigure(string? name, WeChatPayClientOptions options)
    {
        if (name != registration.Name || options.PrimaryHandler is not null)
        {
            return;
        }
        options.PrimaryHandler = new FactoryHandler(factory, registration.HttpName);
        options.SecuredHandler ??= options.MerchantCertificate is null ? new NoCertificateHandler() : new FactoryHandler(factory, registration.SecuredHttpName);
    }
}
