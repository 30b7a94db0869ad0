namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>One of the fields must be sent if a condition holds.</summary>
/// <param name="Place">The part.</param>
/// <param name="Fields">The fields.</param>
/// <param name="Condition">The condition.</param>
public sealed record NeedRule(string Place, IReadOnlyList<string> Fields, Condition Condition) : Rule(Place, Fields);
