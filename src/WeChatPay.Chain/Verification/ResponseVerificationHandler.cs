using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Verification;

/// <summary>Reads each answer, and lets a successful one pass only when it is proved to be the platform's.</summary>
internal sealed class ResponseVerificationHandler(SignatureVerifier verifier) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            var prepared = PreparedRequest.Of(request);
            // The platform signs what succeeds.
            var check = response.IsSuccessStatusCode ? await AnswerCheck.BeginAsync(verifier, response, prepared, cancellationToken).ConfigureAwait(false) : null;
            using var body = await BodyReader.OpenAsync(response, prepared, cancellationToken).ConfigureAwait(false);
            var bytes = check is not null && prepared.Sink is not null
                ? await StreamAsync(body, prepared.Sink, check, cancellationToken).ConfigureAwait(false)
                : Verified(await body.ReadAllAsync(cancellationToken).ConfigureAwait(false), check);
            response.Content = new ReceivedBody(bytes);
            return response;
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
            var check = response.IsSuccessStatusCode ? AnswerCheck.Begin(verifier, response, prepared) : null;
            using var body = BodyReader.Open(response, prepared, cancellationToken);
            var bytes = check is not null && prepared.Sink is not null
                ? Stream(body, prepared.Sink, check)
                : Verified(body.ReadAll(), check);
            response.Content = new ReceivedBody(bytes);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static byte[] Verified(byte[] body, AnswerCheck? check)
    {
        check?.Complete(body);
        return body;
    }

    private static async Task<byte[]> StreamAsync(BodyReader body, object target, AnswerCheck check, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(target, check.IsSigned);
        using var hash = check.Start();
        await sink.ReceiveAsync(body, hash, cancellationToken).ConfigureAwait(false);
        check.Complete(hash, sink.Stream);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static byte[] Stream(BodyReader body, object target, AnswerCheck check)
    {
        using var sink = ResponseSink.Open(target, check.IsSigned);
        using var hash = check.Start();
        sink.Receive(body, hash);
        check.Complete(hash, sink.Stream);
        sink.Commit();
        return [];
    }
}
