namespace WeChatPay.Chain.UriTemplates;

/// <summary>How an expression joins and encodes its values: a row of the table in RFC 6570, appendix A.</summary>
/// <param name="First">What stands before the first value.</param>
/// <param name="Separator">What stands before each of the others.</param>
/// <param name="IsNamed">Whether a value follows its name and <c>=</c>.</param>
/// <param name="AfterNameOfEmpty">What follows a name whose value is empty: <c>=</c> too, or nothing.</param>
/// <param name="KeepsReserved">Whether reserved characters, and what is percent-encoded already, stay as they are.</param>
internal sealed record TemplateOperator(string First, string Separator, bool IsNamed, string AfterNameOfEmpty, bool KeepsReserved)
{
    /// <summary>The operator of an expression that names none.</summary>
    public static TemplateOperator None { get; } = new("", ",", IsNamed: false, "=", KeepsReserved: false);

    private static TemplateOperator Reserved { get; } = new("", ",", IsNamed: false, "=", KeepsReserved: true);
    private static TemplateOperator Fragment { get; } = new("#", ",", IsNamed: false, "=", KeepsReserved: true);
    private static TemplateOperator Label { get; } = new(".", ".", IsNamed: false, "=", KeepsReserved: false);
    private static TemplateOperator PathSegment { get; } = new("/", "/", IsNamed: false, "=", KeepsReserved: false);
    private static TemplateOperator PathParameter { get; } = new(";", ";", IsNamed: true, "", KeepsReserved: false);
    private static TemplateOperator Query { get; } = new("?", "&", IsNamed: true, "=", KeepsReserved: false);
    private static TemplateOperator QueryContinuation { get; } = new("&", "&", IsNamed: true, "=", KeepsReserved: false);

    /// <summary>The operator that the character stands for; null when it stands for none.</summary>
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
