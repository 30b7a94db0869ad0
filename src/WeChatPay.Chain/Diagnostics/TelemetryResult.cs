using System.Diagnostics;
using System.Globalization;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>The result of a call, or of one of its attempts, as metrics and spans report it.</summary>
/// <param name="Outcome"><c>success</c>, <c>no_effect</c> or <c>unknown</c>.</param>
/// <param name="Status">The HTTP status code, or null without a response.</param>
/// <param name="ErrorType">The type of the error, or null for success.</param>
internal readonly record struct TelemetryResult(string Outcome, int? Status, string? ErrorType)
{
    private const int FirstSuccess = 200;
    private const int FirstError = 300;

    /// <param name="status">The status code of a verified response.</param>
    public static TelemetryResult From(int status) => new("success", status, null);

    /// <param name="failure">The exception.</param>
    /// <param name="isUnknown">Whether the request may have taken effect.</param>
    public static TelemetryResult From(Exception failure, bool isUnknown) =>
        new(isUnknown ? "unknown" : "no_effect", (failure as WeChatPayApiException)?.StatusCode, GetErrorType(failure));

    // The platform's error code is not used: error responses are not signed, so it could be anything.
    public static string GetErrorType(Exception failure) => failure switch
    {
        WeChatPayApiException { StatusCode: (< FirstSuccess or >= FirstError) and var status } =>
            status.ToString(CultureInfo.InvariantCulture),
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown and var error } => error.ToString(),
        _ => failure.GetType().FullName!,
    };

    public IEnumerable<KeyValuePair<string, object?>> ToTags()
    {
        yield return new(Tags.Outcome, Outcome);
        if (Status is not null)
        {
            yield return new(Tags.Status, Status);
        }
        if (ErrorType is not null)
        {
            yield return new(Tags.ErrorType, ErrorType);
        }
    }

    /// <summary>Adds the result to a span, if there is one, and ends it.</summary>
    public void End(Activity? activity)
    {
        if (activity is null)
        {
            return;
        }
        foreach (var (name, value) in ToTags())
        {
            activity.SetTag(name, value);
        }
        if (ErrorType is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
        activity.Dispose();
    }
}
