using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace WeChatPay.Chain.AspNetCore.Endpoints;

/// <summary>
/// The response to a notification. The message is for the platform and tells nothing about what went wrong in the application.
/// </summary>
/// <param name="Status">The HTTP status of an error response; 0 when the notification is accepted.</param>
/// <param name="Message">The message for the platform's log.</param>
internal readonly record struct NotificationResponse(int Status, string Message)
{
    private bool IsSuccess => Status == 0;

    public static NotificationResponse From(NotificationOutcome outcome) => outcome switch
    {
        NotificationOutcome.Handled or NotificationOutcome.HandledBefore or NotificationOutcome.Queued => new(0, "OK"),
        NotificationOutcome.UnknownMerchant => new(StatusCodes.Status404NotFound, "The merchant is unknown."),
        NotificationOutcome.TooLong => new(StatusCodes.Status413PayloadTooLarge, "The body is too long."),
        NotificationOutcome.Broken => new(StatusCodes.Status400BadRequest, "The notification cannot be read."),
        NotificationOutcome.Unverified => new(StatusCodes.Status401Unauthorized, "The signature does not verify."),
        NotificationOutcome.BeingHandled => new(StatusCodes.Status409Conflict, "The notification is being handled."),
        NotificationOutcome.Busy or NotificationOutcome.QueueFull => new(StatusCodes.Status503ServiceUnavailable, "The server is busy."),
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
        return response.WriteAsync(
            $"<xml><return_code><![CDATA[{(IsSuccess ? "SUCCESS" : "FAIL")}]]></return_code>"
            + $"<return_msg><![CDATA[{Message}]]></return_msg></xml>");
    }
}
