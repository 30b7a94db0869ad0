namespace WeChatPay.Chain.Catalogue.Comparing;

/// <summary>A difference between two states of the catalogue, as users of typed endpoints see it.</summary>
/// <param name="Subject">The operation or the webhook, such as <c>POST v3/pay/transactions/jsapi</c>.</param>
/// <param name="Location">The part and the field, such as <c>json.amount.total</c>. Empty if the subject itself changed.</param>
/// <param name="Text">What changed, and what it means for calling code.</param>
/// <param name="IsBreaking">Whether code that compiled and worked may no longer do so.</param>
public sealed record ApiChange(string Subject, string Location, string Text, bool IsBreaking)
{
    /// <inheritdoc/>
    public override string ToString() => Location.Length == 0 ? Text : $"{Location}: {Text}";
}
