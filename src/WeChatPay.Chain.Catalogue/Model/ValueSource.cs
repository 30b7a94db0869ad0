namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>Where the values of a field come from.</summary>
public enum ValueSource
{
    /// <summary>A list of the documentation.</summary>
    Listed,

    /// <summary>The field always has this value.</summary>
    Fixed,

    /// <summary>Read from prose.</summary>
    Hint,

    /// <summary>Read from prose that explains each value.</summary>
    Glossed,
}
