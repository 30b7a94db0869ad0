namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>How a field is compared.</summary>
public enum Comparison
{
    /// <summary>The field is sent.</summary>
    IsSent,

    /// <summary>The field has the value.</summary>
    Equals,

    /// <summary>The field is a number that is at least the value.</summary>
    AtLeast,
}
