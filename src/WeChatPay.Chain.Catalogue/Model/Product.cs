namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A product that an operation belongs to.</summary>
/// <param name="Name">The platform's Chinese name.</param>
/// <param name="Mode"><c>merchant</c>, <c>partner</c> or <c>both</c>.</param>
public sealed record Product(string Name, string Mode);
