namespace WeChatPay.Chain.UriTemplates;

/// <summary>A literal and the expression that follows it.</summary>
/// <param name="Literal">Percent-encoded already; may be empty.</param>
/// <param name="Expression">Null when the template ends with the literal.</param>
internal readonly record struct TemplatePart(string Literal, TemplateExpression? Expression);
