using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Sinks;

namespace WeChatPay.Chain.Verification;

/// <summary>Reads each response, and lets a successful one pass only when it is proved to be the platform's.</summary>
internal sealed class ResponseVerificationHandler(SignatureVerifier verifier, TimeProvider timeProvider) : ResponseHandler(timeProvider)
{
    private static readonly Predicate<ReadOnlyMemory<byte>> _isNoError = start => UnsignedError.IsRuledOut(start.Span);

    protected override async ValueTask<ReceivedBody> ReceiveAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        // The platform signs what succeeds.
        var check = response.IsSuccessStatusCode ? await ResponseCheck.BeginAsync(verifier, response, request, cancellationToken).ConfigureAwait(false) : null;
        using var body = await BodyReader.OpenAsync(response, request, IsProved(check), cancellationToken).ConfigureAwait(false);
        if (check is null || request.Sink is null)
        {
            return Verified(await body.ReadAllAsync(MostOf(request), cancellationToken).ConfigureAwait(false), response, request, check);
        }
        if (!check.IsSigned && UnsignedError.IsIn(await body.PeekAsync(_isNoError, cancellationToken).ConfigureAwait(false)))
        {
            throw Error(response, await body.ReadAllAsync(BodyReader.MaxUnprovedBytes, cancellationToken).ConfigureAwait(false), request);
        }
        return await StreamAsync(body, request, check, cancellationToken).ConfigureAwait(false);
    }

    protected override ReceivedBody Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var check = response.IsSuccessStatusCode ? ResponseCheck.Begin(verifier, response, request) : null;
        using var body = BodyReader.Open(response, request, IsProved(check), cancellationToken);
        if (check is null || request.Sink is null)
        {
            return Verified(body.ReadAll(MostOf(request)), response, request, check);
        }
        if (!check.IsSigned && UnsignedError.IsIn(body.Peek(_isNoError)))
        {
            throw Error(response, body.ReadAll(BodyReader.MaxUnprovedBytes), request);
        }
        return Stream(body, request, check, cancellationToken);
    }

    private static bool IsProved(ResponseCheck? check) => check is not { IsSigned: false };

    // A list of certificates is opened before it is proved.
    private static int MostOf(PreparedRequest request) => request.KeysInAnswer is null ? BodyReader.MaxBytes : BodyReader.MaxUnprovedBytes;

    private ReceivedBody Verified(byte[] body, HttpResponseMessage response, PreparedRequest request, ResponseCheck? check)
    {
        check?.Complete(body);
        return check is { IsSigned: false } && UnsignedError.IsIn(body)
            ? throw Error(response, body, request)
            : new ReceivedBody(body, check is { IsSigned: true });
    }

    private static async Task<ReceivedBody> StreamAsync(BodyReader body, PreparedRequest request, ResponseCheck check, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(request.Sink!, check.IsSigned, request.MaxDownloadSize);
        using var verifier = check.Start();
        await body.CopyToAsync(sink, verifier, cancellationToken).ConfigureAwait(false);
        check.Complete(verifier, sink.Stream);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new ReceivedBody([], check.IsSigned);
    }

    private static ReceivedBody Stream(BodyReader body, PreparedRequest request, ResponseCheck check, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(request.Sink!, check.IsSigned, request.MaxDownloadSize);
        using var verifier = check.Start();
        body.CopyTo(sink, verifier);
        check.Complete(verifier, sink.Stream);
        sink.Commit(cancellationToken);
        return new ReceivedBody([], check.IsSigned);
    }
}
