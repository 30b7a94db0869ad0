using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Generator.Documentation;

/// <summary>Describes operations and webhooks: the platform's title, and remarks from their facts.</summary>
internal static class OperationDocumentation
{
    // More pages of the same endpoint differ by product only.
    private const int MaxLinks = 3;

    public static string Summary(Operation operation) => $"{XmlText.Escape(operation.Title)} {XmlText.Code(operation.Id)}";

    public static string Remarks(Operation operation) => Join(
    [
        operation.Products.Count == 0
            ? null
            : $"产品 products: {XmlText.Escape(string.Join(", ", operation.Products.Select(product => product.Name).Distinct()))}.",
        .. operation.Documentation.Statuses.Select(Status),
        .. operation.Documentation.Rules.Select(RuleDocumentation.Describe),
        .. operation.Errors.Select(Errors),
        .. operation.Documentation.Links.Take(MaxLinks).Select(Link),
    ]);

    public static string Summary(Webhook webhook) => $"{XmlText.Escape(webhook.Title)} {XmlText.Code(webhook.Kind)}";

    public static string Remarks(Webhook webhook) => Join(
        [.. webhook.Documentation.Statuses.Select(Status), .. webhook.Documentation.Links.Take(MaxLinks).Select(Link)]);

    private static string Join(IEnumerable<string?> parts) => string.Join(' ', parts.Where(part => part is not null));

    private static string Status(Status status) =>
        XmlText.Escape($"状态 status: {status.Kind}{(status.Date is null ? "" : $" {status.Date}")}.");

    private static string Errors(ErrorCodes errors) =>
        $"错误码 error codes {(errors.Status == "-" ? "" : $"({errors.Status})")}: {string.Join(", ", errors.Codes.Select(XmlText.Code))}.";

    private static string Link(Link link) => $"<see href=\"{XmlText.Escape(link.Url)}\"/>";
}
