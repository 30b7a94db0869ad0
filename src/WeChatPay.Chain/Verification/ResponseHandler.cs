using System.Runtime.CompilerServices;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Verification;

/// <summary>Reads each response completely before any other handler sees it, and throws the exception for an error response.</summary>
/// <param name="timeProvider">The clock that <c>Retry-After</c> and <c>Date</c> are compared with.</param>
internal abstract class ResponseHandler(TimeProvider timeProvider) : PipelineHandler
{
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    protected sealed override async ValueTask<HttpResponseMessage> ProcessAsync(
        HttpRequestMessage request, bool isAsync, CancellationToken cancellationToken)
    {
        var response = await ContinueAsync(request, isAsync, cancellationToken).ConfigureAwait(false);
        var call = CallState.Get(request);
        call.MarkMayHaveBeenSent();
        try
        {
            var body = await ReceiveAsync(response, call, isAsync, cancellationToken).ConfigureAwait(false);
            response.Content = body;
            return response.IsSuccessStatusCode ? response : throw CreateError(response, body.Bytes, call.Request);
        }
        catch
        {
            // Releases the connection.
            response.Dispose();
            throw;
        }
    }

    /// <returns>The body; empty if it went into a sink.</returns>
    protected abstract ValueTask<ReceivedContent> ReceiveAsync(
        HttpResponseMessage response, CallState call, bool isAsync, CancellationToken cancellationToken);

    /// <summary>Creates the exception for an error response.</summary>
    protected WeChatPayApiException CreateError(HttpResponseMessage response, byte[] body, CallRequest request)
    {
        var error = new WeChatPayResponse(response, body);
        return WeChatPayApiException.From(
            error,
            request.ToString(),
            code => code switch
            {
                "SIGN_ERROR" => SignatureAdvice.For(request, error, timeProvider.GetUtcNow()),
                "RESOURCE_NOT_EXISTS" => PathAdvice.For(request),
                _ => "",
            },
            timeProvider);
    }
}
