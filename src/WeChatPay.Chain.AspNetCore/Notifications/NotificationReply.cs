using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace WeChatPay.Chain.AspNetCore.Notifications;

/// <summary>The one place where the answer to a notification is decided. The words are for the platform, and tell nothing of what went wrong inside.</summary>
/// <param name="Status">The HTTP status of a refusal; 0 when the notification is accepted.</param>
/// <param name="Message">For the platform's own log.</param>
internal readonly record struct NotificationReply(int Status, string Message)
{
    private bool IsSuccess => Status == 0;

    public static NotificationReply To(NotificationOutcome outcome) => outcome switch
    {
        NotificationOutcome.Handled or NotificationOutcome.HandledBefore or NotificationOutcome.Queued => new(0, "OK"),
        NotificationOutcome.UnknownMerchant => new(StatusCodes.Status404NotFound, "No such merchant here."),
        NotificationOutcome.TooLong => new(StatusCodes.Status413PayloadTooLarge, "The body is too long."),
        NotificationOutcome.Broken => new(StatusCodes.Status400BadRequest, "The notification cannot be read."),
        NotificationOutcome.Unverified => new(StatusCodes.Status401Unauthorized, "The signature does not verify."),
        NotificationOutcome.BeingHandled => new(StatusCodes.Status409Conflict, "The notification is being handled."),
        NotificationOutcome.QueueFull => new(StatusCodes.Status503ServiceUnavailable, "Too busy."),
        _ => new(StatusCodes.Status500InternalServerError, "The notification was not handled."),
    };

    public Task WriteAsync(HttpResponse response, NotificationProtocol protocol) =>
        protocol == NotificationProtocol.V2 ? WriteXmlAsync(response) : WriteJsonAsync(response);

    private Task WriteJsonAsync(HttpResponse response)
    {
        response.StatusCode = IsSuccess ? StatusCodes.Status204NoContent : Status;
        if (IsSuccess)
        {
            return Task.CompletedTask;
        }
        response.ContentType = MediaTypeNames.Application.Json;
        return response.WriteAsync($$"""{"code":"FAIL","message":"{{Message}}"}""");
    }

    private Task WriteXmlAsync(HttpResponse response)
    {
        response.StatusCode = IsSuccess ? StatusCodes.Status200OK : Status;
        response.ContentType = MediaTypeNames.Text.Xml;
        return response.WriteAsync($"<xml><return_code><![CDATA[{(IsSuccess ? "SUCCESS" : "FAIL")}]]></return_code><return_msg><![CDATA[{Message}]]></return_msg></xml>");
    }
}
