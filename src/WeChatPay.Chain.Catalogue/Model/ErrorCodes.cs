namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>Documented error codes of an HTTP status.</summary>
/// <param name="Status">The HTTP status. <c>200</c> for APIv2, <c>-</c> if it is not known.</param>
/// <param name="Codes">The codes.</param>
public sealed record ErrorCodes(string Status, IReadOnlyList<string> Codes);
