namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>A file of the catalogue.</summary>
/// <param name="Name">The path within the catalogue, with slashes, such as <c>v3/pay.txt</c>.</param>
/// <param name="Text">The content.</param>
public sealed record CatalogueText(string Name, string Text);
