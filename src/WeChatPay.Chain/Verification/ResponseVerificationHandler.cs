using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Sinks;

namespace WeChatPay.Chain.Verification;

/// <summary>Reads each response, and returns a successful one only if it is verified to come from the platform.</summary>
internal sealed class ResponseVerificationHandler(SignatureVerifier verifier, TimeProvider timeProvider) : ResponseHandler(timeProvider)
{
    private static readonly Predicate<ReadOnlyMemory<byte>> _isNoError = start => UnsignedError.IsRuledOut(start.Span);

    protected override async ValueTask<ReceivedContent> ReceiveAsync(
        HttpResponseMessage response, CallState call, bool isAsync, CancellationToken cancellationToken)
    {
        if (!response.IsSuccessStatusCode)
        {
            // The platform does not sign error responses.
            using var error = await BodyReader.OpenAsync(response, call, isVerifiedLater: true, isAsync, cancellationToken)
                .ConfigureAwait(false);
            return new ReceivedContent(
                await error.ReadAllAsync(BodyReader.MaxUnverifiedBytes, cancellationToken).ConfigureAwait(false), isVerified: false);
        }
        var check = await ResponseCheck.BeginAsync(verifier, response, call.Request, isAsync, cancellationToken).ConfigureAwait(false);
        using var body = await BodyReader.OpenAsync(response, call, isVerifiedLater: check.IsSigned, isAsync, cancellationToken)
            .ConfigureAwait(false);
        if (call.Request.Sink is { } sink)
        {
            await CopyToSinkAsync(response, call.Request, body, check, sink, isAsync, cancellationToken).ConfigureAwait(false);
            return new ReceivedContent([], check.IsSigned);
        }
        // A list of certificates is decrypted before it is verified.
        var maxBytes = call.Request.KeysInResponse is null ? BodyReader.MaxBytes : BodyReader.MaxUnverifiedBytes;
        var bytes = await body.ReadAllAsync(maxBytes, cancellationToken).ConfigureAwait(false);
        if (!check.IsSigned && UnsignedError.IsIn(bytes))
        {
            throw CreateError(response, bytes, call.Request);
        }
        check.Complete(bytes);
        return new ReceivedContent(bytes, check.IsSigned);
    }

    private async ValueTask CopyToSinkAsync(
        HttpResponseMessage response,
        CallRequest request,
        BodyReader body,
        ResponseCheck check,
        ResponseSink sink,
        bool isAsync,
        CancellationToken cancellationToken)
    {
        if (!check.IsSigned && UnsignedError.IsIn(await body.PeekAsync(_isNoError, cancellationToken).ConfigureAwait(false)))
        {
            var error = await body.ReadAllAsync(BodyReader.MaxUnverifiedBytes, cancellationToken).ConfigureAwait(false);
            throw CreateError(response, error, request);
        }
        using var transfer = sink.Begin(bufferUntilCommit: check.IsSigned, request.MaxDownloadSize);
        using var signature = check.Start();
        await body.CopyToAsync(transfer, signature, cancellationToken).ConfigureAwait(false);
        check.Complete(signature, transfer.Stream);
        await transfer.CommitAsync(isAsync, cancellationToken).ConfigureAwait(false);
    }
}
