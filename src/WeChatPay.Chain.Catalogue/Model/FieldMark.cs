namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>How sure it is that a field is required.</summary>
public enum FieldMark
{
    /// <summary>The field is optional.</summary>
    None,

    /// <summary>The field is required if its parent is sent, or always returned if its parent is.</summary>
    Required,

    /// <summary>The sources disagree, so the field is treated as optional.</summary>
    Unconfirmed,
}
