namespace WeChatPay.Chain.Endpoints.Generator.Paths;

/// <summary>The part of a request that an unchecked method requires.</summary>
/// <param name="Type">The type of the parameter.</param>
/// <param name="Name">The name of the option.</param>
internal sealed record UncheckedPart(string Type, string Name);
