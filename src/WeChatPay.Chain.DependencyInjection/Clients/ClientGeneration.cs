namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>A client, and the state of the configuration that it was made from.</summary>
/// <remarks>Nothing here needs an end: the sockets are the factory's, and keys go with the last who holds them. So a call under way is never cut off.</remarks>
/// <param name="Client">Sends calls.</param>
/// <param name="Options">What it was made from.</param>
internal sealed record ClientGeneration(WeChatPayClient Client, WeChatPayClientOptions Options);
