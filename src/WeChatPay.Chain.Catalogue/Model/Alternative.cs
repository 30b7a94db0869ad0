namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>One of several shapes of a field.</summary>
/// <param name="Number">The number of the shape.</param>
/// <param name="Key">The value that selects it.</param>
public sealed record Alternative(int Number, string Key);
