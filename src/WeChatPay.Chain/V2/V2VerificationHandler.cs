using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.V2;

/// <summary>Reads each answer of APIv2, and lets it pass only when its codes say success and its signature holds.</summary>
/// <param name="apiV2Key">Verifies; a call cannot have been made without it.</param>
internal sealed class V2VerificationHandler(string? apiV2Key) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var prepared = PreparedRequest.Of(request);
            using var body = await BodyReader.OpenAsync(response, prepared, cancellationToken).ConfigureAwait(false);
            if (IsFile(response, prepared, await body.PeekAsync(cancellationToken).ConfigureAwait(false)))
            {
                using var sink = ResponseSink.Open(prepared.Sink!, signed: false);
                await sink.ReceiveAsync(body, hash: null, cancellationToken).ConfigureAwait(false);
                await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
                return Received([], response);
            }
            return Checked(await body.ReadAllAsync(cancellationToken).ConfigureAwait(false), response, prepared);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = base.Send(request, cancellationToken);
        try
        {
            var prepared = PreparedRequest.Of(request);
            using var body = BodyReader.Open(response, prepared, cancellationToken);
            if (IsFile(response, prepared, body.Peek()))
            {
                using var sink = ResponseSink.Open(prepared.Sink!, signed: false);
                sink.Receive(body, hash: null);
                sink.Commit();
                return Received([], response);
            }
            return Checked(body.ReadAll(), response, prepared);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // A bill streams as text or gzip; when the platform says no, XML comes in its place and must not end up in the file.
    private static bool IsFile(HttpResponseMessage response, PreparedRequest request, ReadOnlyMemory<byte> start) =>
        request.Sink is not null && response.IsSuccessStatusCode && V2UnsignedResponses.Includes(request.Uri.AbsolutePath) && !V2Answer.IsMarkup(start.Span);

    private static HttpResponseMessage Received(byte[] bytes, HttpResponseMessage response)
    {
        response.Content = new ReceivedBody(bytes);
        return response;
    }

    private HttpResponseMessage Checked(byte[] bytes, HttpResponseMessage response, PreparedRequest request)
    {
        Received(bytes, response);
        if (response.IsSuccessStatusCode)
        {
            V2Answer.Check(new WeChatPayResponse(response, bytes), request, apiV2Key);
        }
        return response;
    }
}
