namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>The known values of a field.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Values">The values.</param>
public sealed record FieldValues(ValueSource Source, IReadOnlyList<string> Values);
