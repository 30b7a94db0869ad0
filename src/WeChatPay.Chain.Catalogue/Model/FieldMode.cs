namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A mode or shape that a field exists in.</summary>
/// <param name="Name">The name of the mode.</param>
/// <param name="IsRequired">Whether the field is required there.</param>
public sealed record FieldMode(string Name, bool IsRequired);
