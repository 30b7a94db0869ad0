namespace WeChatPay.Chain.DependencyInjection;

/// <summary>The clients that were registered with <c>AddWeChatPay</c>, each as its configuration is now. For singletons, background services, and names that are known at run time only.</summary>
/// <remarks>A request handler or another scoped service may simply ask for a <see cref="WeChatPayClient"/>, with <c>[FromKeyedServices("name")]</c> for a named one.</remarks>
public interface IWeChatPayClients
{
    /// <summary>The names, in the order of registration. The empty one is the default's.</summary>
    IReadOnlyCollection<string> Names { get; }

    /// <summary>The client of a name, made from the newest configuration that is valid.</summary>
    /// <remarks>Ask again for each piece of work and keep none: a client that was replaced goes on working, with the keys it was made with. Do not dispose it.</remarks>
    /// <param name="name">As registered, letter for letter; empty for the default one.</param>
    /// <exception cref="ArgumentException">No client of that name was registered.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The configuration was wrong from the beginning. A host that was started has found that then.</exception>
    WeChatPayClient Get(string name = "");
}
