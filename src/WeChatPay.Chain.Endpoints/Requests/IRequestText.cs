namespace WeChatPay.Chain.Endpoints;

/// <summary>Implemented by fields that are sent as one string that contains JSON.</summary>
internal interface IRequestText
{
    /// <summary>Returns the string that is sent.</summary>
    string ToText();
}
