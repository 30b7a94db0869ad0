namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>A field of a request, a response or a notification.</summary>
public sealed record Field
{
    /// <summary>Gets the name on the wire.</summary>
    public string Name { get; init; } = "";

    /// <summary>Gets how sure it is that the field is required.</summary>
    public FieldMark Mark { get; init; }

    /// <summary>Gets the type of the field, or of an item if it is a list.</summary>
    public FieldType Type { get; init; }

    /// <summary>Gets a value that indicates whether the field is a list.</summary>
    public bool IsList { get; init; }

    /// <summary>Gets the key that the value is encrypted with, such as <c>wechatpay-key</c>.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the encoding of the fields within a string, such as <c>json/object</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Gets which of several shapes of the field this is.</summary>
    public Alternative? Alternative { get; init; }

    /// <summary>Gets the modes or shapes that the field exists in. Empty if it exists in all.</summary>
    public IReadOnlyList<FieldMode> When { get; init; } = [];

    /// <summary>Gets the minimum length of a string, or value of an integer.</summary>
    public long? Min { get; init; }

    /// <summary>Gets the maximum length of a string, or value of an integer.</summary>
    public long? Max { get; init; }

    /// <summary>Gets the regular expression that the whole value matches.</summary>
    public string? Pattern { get; init; }

    /// <summary>Gets how the string is written, such as <c>rfc3339</c>.</summary>
    public string? Form { get; init; }

    /// <summary>Gets the unit: <c>fen</c>, 1/100 of the currency unit.</summary>
    public string? Unit { get; init; }

    /// <summary>Gets the type of the sample value, if the documentation only says <c>number</c>.</summary>
    public string? Sample { get; init; }

    /// <summary>Gets the value that the platform uses if the field is not sent.</summary>
    public string? Default { get; init; }

    /// <summary>Gets the name that the documentation site prints, if it is wrong there.</summary>
    public string? SiteName { get; init; }

    /// <summary>Gets the key that the value is a signature of.</summary>
    public string? Signed { get; init; }

    /// <summary>Gets the flags, such as <c>pseudoChildren</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Gets the known values. <see langword="null"/> if the field is not an enum.</summary>
    public FieldValues? Values { get; init; }

    /// <summary>Gets the fields of an object, of the items of a list, or within a string with an <see cref="Encoding"/>.</summary>
    public IReadOnlyList<Field> Fields { get; init; } = [];

    /// <summary>
    /// Gets the fields on the wire: <see cref="Fields"/>, or those of the placeholder that the documentation has for an item of a list.
    /// </summary>
    public IReadOnlyList<Field> WireFields =>
        Fields.Count == 1 && Fields[0].Fields.Count > 0 && Flags.Contains("pseudoChildren") ? Fields[0].Fields : Fields;

    /// <summary>Gets a value that indicates whether the field is required in all modes, beyond doubt.</summary>
    public bool IsRequired => Mark == FieldMark.Required;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
