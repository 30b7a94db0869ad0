namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>What the documentation says about the state of an endpoint.</summary>
/// <param name="Kind">The kind, such as <c>deprecated</c>.</param>
/// <param name="Date">The date as it is written, or <see langword="null"/>.</param>
/// <param name="See">Pages of the documentation site that replace it.</param>
public sealed record Status(string Kind, string? Date, IReadOnlyList<string> See);
