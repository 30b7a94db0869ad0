namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A field is sent, or has a value. An item of a list satisfies it if any item does.</summary>
/// <param name="Place">The part if it is written, or <see langword="null"/>: the part of the rule, or <c>json</c> for a header.</param>
/// <param name="Field">The path of the field, separated by dots.</param>
/// <param name="Comparison">What is compared.</param>
/// <param name="Value">The value, or <see langword="null"/> with <see cref="Comparison.IsSent"/>.</param>
public sealed record FieldCondition(string? Place, string Field, Comparison Comparison, string? Value) : Condition;
