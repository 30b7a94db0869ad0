namespace WeChatPay.Chain.Catalogue.Model;

/// <summary>All documented operations and webhooks.</summary>
/// <param name="Operations">The operations, in the order of the files.</param>
/// <param name="Webhooks">The webhooks, in the order of the files.</param>
public sealed record EndpointCatalogue(IReadOnlyList<Operation> Operations, IReadOnlyList<Webhook> Webhooks);
