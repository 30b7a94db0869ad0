namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>At least one of the fields must be sent.</summary>
/// <param name="Place">The part.</param>
/// <param name="Fields">The fields.</param>
/// <param name="When">The mode that the rule applies to, or <see langword="null"/> for all.</param>
public sealed record AnyOfRule(string Place, IReadOnlyList<string> Fields, string? When) : Rule(Place, Fields);
