namespace WeChatPay.Chain.DependencyInjection;

/// <summary>
/// Provides the clients that were registered with <c>AddWeChatPay</c>, each with its current configuration: for singletons, background
/// services, and names that are known only at run time.
/// </summary>
/// <remarks>
/// Scoped services and request handlers can inject <see cref="WeChatPayClient"/> instead, with <c>[FromKeyedServices("name")]</c> for a
/// named client.
/// </remarks>
public interface IWeChatPayClients
{
    /// <summary>Gets the names of the clients, in the order of registration. The name of the default client is empty.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>Returns the client of a name, created from its latest valid configuration.</summary>
    /// <remarks>
    /// Call this method for each unit of work instead of storing the client: after a change of the configuration, the previous client
    /// continues to work with its previous keys. Do not dispose the client.
    /// </remarks>
    /// <param name="name">The registered name, compared without case; empty (the default) for the default client.</param>
    /// <returns>The client. It is thread-safe.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">No client of that name is registered.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">
    /// The configuration was never valid. A host throws this exception when it starts.
    /// </exception>
    WeChatPayClient Get(string name = "");
}
