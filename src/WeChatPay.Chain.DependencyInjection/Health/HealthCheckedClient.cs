namespace WeChatPay.Chain.DependencyInjection.Health;

/// <summary>A client that has a health check.</summary>
/// <param name="Name">The name of the client; empty for the default client.</param>
internal sealed record HealthCheckedClient(string Name);
