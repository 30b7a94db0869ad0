namespace WeChatPay.Chain.UriTemplates;

/// <summary>The operator of an expression: a row of the table in RFC 6570, appendix A.</summary>
/// <param name="First">The text before the first value.</param>
/// <param name="Separator">The text before each further value.</param>
/// <param name="IsNamed">Whether values are preceded by their name and <c>=</c>.</param>
/// <param name="AfterNameOfEmpty">The text after the name of an empty value: <c>=</c>, or empty.</param>
/// <param name="KeepsReserved">Whether reserved characters and percent-encoded triplets are kept.</param>
internal sealed record TemplateOperator(string First, string Separator, bool IsNamed, string AfterNameOfEmpty, bool KeepsReserved)
{
    /// <summary>The operator of an expression without an operator character.</summary>
    public static TemplateOperator None { get; } = new("", ",", IsNamed: false, "=", KeepsReserved: false);

    private static TemplateOperator Reserved { get; } = new("", ",", IsNamed: false, "=", KeepsReserved: true);
    private static TemplateOperator Fragment { get; } = new("#", ",", IsNamed: false, "=", KeepsReserved: true);
    private static TemplateOperator Label { get; } = new(".", ".", IsNamed: false, "=", KeepsReserved: false);
    private static TemplateOperator PathSegment { get; } = new("/", "/", IsNamed: false, "=", KeepsReserved: false);
    private static TemplateOperator PathParameter { get; } = new(";", ";", IsNamed: true, "", KeepsReserved: false);
    private static TemplateOperator Query { get; } = new("?", "&", IsNamed: true, "=", KeepsReserved: false);
    private static TemplateOperator QueryContinuation { get; } = new("&", "&", IsNamed: true, "=", KeepsReserved: false);

    /// <summary>Finds the operator with a character.</summary>
    public static TemplateOperator? Find(char symbol) => symbol switch
    {
        '+' => Reserved,
        '#' => Fragment,
        '.' => Label,
        '/' => PathSegment,
        ';' => PathParameter,
        '?' => Query,
        '&' => QueryContinuation,
        _ => null,
    };
}
