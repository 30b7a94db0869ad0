namespace WeChatPay.Chain.Endpoints;

/// <summary>Implemented by the fields of a documented APIv3 notification.</summary>
public interface INotificationFields
{
    /// <summary>Returns whether a notification is of this kind.</summary>
    /// <param name="eventType">Its <c>event_type</c>.</param>
    /// <param name="originalType">Its <c>resource.original_type</c>.</param>
    static abstract bool Matches(string eventType, string originalType);
}
