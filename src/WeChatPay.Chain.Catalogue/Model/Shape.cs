namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A kind of content of a webhook.</summary>
/// <param name="Name">The name, which <see cref="Field.When"/> refers to.</param>
/// <param name="Test"><c>FIELD</c> is present, <c>!FIELD</c> is not, or <c>FIELD=VALUE</c>.</param>
public sealed record Shape(string Name, string Test);
