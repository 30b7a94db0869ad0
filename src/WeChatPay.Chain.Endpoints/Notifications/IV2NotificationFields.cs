namespace WeChatPay.Chain.Endpoints;

/// <summary>Implemented by the fields of a documented APIv2 notification.</summary>
public interface IV2NotificationFields
{
    /// <summary>Returns whether a notification is of this kind, which only its fields show.</summary>
    /// <param name="fields">The fields of the notification.</param>
    static abstract bool Matches(IReadOnlyDictionary<string, string> fields);
}
