using System.Diagnostics;
using System.Globalization;

namespace WeChatPay.Chain.Diagnostics;

/// <summary>How a call, or one attempt of it, ended.</summary>
/// <param name="Outcome"><c>success</c>, <c>no_effect</c> or <c>unknown</c>.</param>
/// <param name="Status">Null when there was no answer.</param>
/// <param name="ErrorType">Null when it went well.</param>
internal readonly record struct Ending(string Outcome, int? Status, string? ErrorType)
{
    private const int FirstError = 300;
    private const int FirstOfUnknownOutcome = 500;

    /// <param name="status">Of an answer that was let pass, if only as a no.</param>
    public static Ending Of(int status) => status < FirstError
        ? new Ending("success", status, null)
        : new Ending(status < FirstOfUnknownOutcome ? "no_effect" : "unknown", status, Text(status));

    /// <param name="failure">What ended it.</param>
    /// <param name="wasUnderWay">False for an attempt that never came to the network.</param>
    public static Ending Of(Exception failure, bool wasUnderWay = true) =>
        new(wasUnderWay && WeChatPayException.IsOutcomeUnknown(failure) ? "unknown" : "no_effect", (failure as WeChatPayApiException)?.StatusCode, ErrorTypeOf(failure));

    // The platform's own code is left out: no error is signed, so anybody may have written it.
    public static string ErrorTypeOf(Exception failure) => failure switch
    {
        WeChatPayApiException { StatusCode: >= FirstError and var status } => Text(status),
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

    /// <summary>Ends a span; null when nobody traces.</summary>
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

    private static string Text(int status) => status.ToString(CultureInfo.InvariantCulture);
}
