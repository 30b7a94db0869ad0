namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>A client and the options that it was created from.</summary>
/// <remarks>
/// Not disposable: IHttpClientFactory owns the handlers, and keys are released with their last user. So replacing a client does not
/// interrupt the calls that are in progress.
/// </remarks>
/// <param name="Client">The client.</param>
/// <param name="Options">The options of the client.</param>
internal sealed record ClientInstance(WeChatPayClient Client, WeChatPayClientOptions Options);
