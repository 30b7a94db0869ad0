namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A part of a request that has fields.</summary>
/// <param name="Name"><c>option</c>, <c>path</c>, <c>query</c>, <c>header</c>, <c>json</c>, <c>xml</c> or <c>multipart</c>.</param>
/// <param name="IsRequired">Whether the part must be sent.</param>
/// <param name="Fields">The fields.</param>
public sealed record Place(string Name, bool IsRequired, IReadOnlyList<Field> Fields);
