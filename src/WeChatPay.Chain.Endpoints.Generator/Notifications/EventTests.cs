using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Notifications;

/// <summary>Writes how a notification is recognized: by its event type, and if several kinds share that, by its original type.</summary>
internal sealed class EventTests(IReadOnlyList<Webhook> webhooks)
{
    private readonly ILookup<string, Webhook> _byEvent = webhooks
        .Where(webhook => webhook.Version == "v3")
        .SelectMany(webhook => webhook.Events, (webhook, type) => (webhook, type))
        .ToLookup(pair => pair.type, pair => pair.webhook);

    public string Format(Webhook webhook) =>
        webhook.Events.Count == 0 ? "false" : string.Join(" || ", webhook.Events.Select(type => Format(webhook, type)));

    // The kind that is named like the event has every original type that no other kind claims.
    private string Format(Webhook webhook, string type)
    {
        var others = _byEvent[type].Where(other => other != webhook && other.Kind != type).SelectMany(other => other.Originals).Distinct();
        var isShared = _byEvent[type].Skip(1).Any();
        var test = $"eventType == \"{type}\"";
        return (isShared, webhook.Kind == type) switch
        {
            (false, _) => test,
            (true, true) => $"{test} && originalType is not ({Join(others)})",
            (true, false) => $"{test} && originalType is ({Join(webhook.Originals)})",
        };
    }

    private static string Join(IEnumerable<string> values) => string.Join(" or ", values.Select(value => $"\"{value}\""));
}
