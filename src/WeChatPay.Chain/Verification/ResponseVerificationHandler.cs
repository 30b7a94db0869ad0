using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.Verification;

/// <summary>Reads each answer, and lets a successful one pass only when it is proved to be the platform's.</summary>
internal sealed class ResponseVerificationHandler(SignatureVerifier verifier, TimeProvider timeProvider) : AnswerHandler(timeProvider)
{
    protected override async ValueTask<byte[]> ReceiveAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        // The platform signs what succeeds.
        var check = response.IsSuccessStatusCode ? await AnswerCheck.BeginAsync(verifier, response, request, cancellationToken).ConfigureAwait(false) : null;
        var isProved = check is not { IsProved: false };
        using var body = await BodyReader.OpenAsync(response, request, isProved, cancellationToken).ConfigureAwait(false);
        return check is not null && request.Sink is not null
            ? await StreamAsync(body, request, check, cancellationToken).ConfigureAwait(false)
            : Verified(await body.ReadAllAsync(MostOf(request), cancellationToken).ConfigureAwait(false), check);
    }

    protected override byte[] Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var check = response.IsSuccessStatusCode ? AnswerCheck.Begin(verifier, response, request) : null;
        using var body = BodyReader.Open(response, request, check is not { IsProved: false }, cancellationToken);
        return check is not null && request.Sink is not null
            ? Stream(body, request, check, cancellationToken)
            : Verified(body.ReadAll(MostOf(request)), check);
    }

    // A list of certificates is opened before it is proved.
    private static int MostOf(PreparedRequest request) => request.KeysInAnswer is null ? BodyReader.MaxBytes : BodyReader.MaxUnprovedBytes;

    private static byte[] Verified(byte[] body, AnswerCheck? check)
    {
        check?.Complete(body);
        return body;
    }

    private static async Task<byte[]> StreamAsync(BodyReader body, PreparedRequest request, AnswerCheck check, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(request.Sink!, check.IsSigned, request.MaxDownloadSize);
        using var hash = check.Start();
        await sink.ReceiveAsync(body, hash, cancellationToken).ConfigureAwait(false);
        check.Complete(hash, sink.Stream);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static byte[] Stream(BodyReader body, PreparedRequest request, AnswerCheck check, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(request.Sink!, check.IsSigned, request.MaxDownloadSize);
        using var hash = check.Start();
        sink.Receive(body, hash);
        check.Complete(hash, sink.Stream);
        sink.Commit(cancellationToken);
        return [];
    }
}
