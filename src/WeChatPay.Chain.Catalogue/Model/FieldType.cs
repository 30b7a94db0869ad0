namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>The type of a field.</summary>
public enum FieldType
{
    /// <summary>A string.</summary>
    String,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number. No source says whether it is whole.</summary>
    Number,

    /// <summary>A number with a fraction.</summary>
    Float,

    /// <summary>A Boolean.</summary>
    Boolean,

    /// <summary>An object.</summary>
    Object,

    /// <summary>A file of an upload.</summary>
    File,

    /// <summary>An option that is sent as <c>true</c>.</summary>
    True,
}
