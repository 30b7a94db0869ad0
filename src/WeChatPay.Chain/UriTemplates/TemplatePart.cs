namespace WeChatPay.Chain.UriTemplates;

/// <summary>A literal and the expression that follows it.</summary>
/// <param name="Literal">The literal, percent-encoded; may be empty.</param>
/// <param name="Expression">The expression, or null if the template ends with the literal.</param>
internal sealed record TemplatePart(string Literal, TemplateExpression? Expression);
