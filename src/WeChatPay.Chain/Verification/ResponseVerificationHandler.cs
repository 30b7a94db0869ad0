using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;

namespace WeChatPay.Chain.Verification;

/// <summary>Reads each response, and returns a successful one only if it is verified to come from the platform.</summary>
internal sealed class ResponseVerificationHandler(SignatureVerifier verifier, TimeProvider timeProvider) : ResponseHandler(timeProvider)
{
    private static readonly Predicate<ReadOnlyMemory<byte>> _isNoError = start => UnsignedError.IsRuledOut(start.Span);

    protected override async ValueTask<ReceivedContent> ReceiveAsync(
        HttpResponseMessage response, CallState call, bool isAsync, CancellationToken cancellationToken)
    {
        // The platform signs only successful responses.
        var check = response.IsSuccessStatusCode
            ? await ResponseCheck.BeginAsync(verifier, response, call.Request, isAsync, cancellationToken).ConfigureAwait(false)
            : null;
        var isVerifiedLater = check is not { IsSigned: false };
        using var body = await BodyReader.OpenAsync(response, call, isVerifiedLater, isAsync, cancellationToken).ConfigureAwait(false);
        if (check is null || call.Request.Sink is not { } sink)
        {
            // A list of certificates is decrypted before it is verified.
            var maxBytes = call.Request.KeysInResponse is null ? BodyReader.MaxBytes : BodyReader.MaxUnverifiedBytes;
            var bytes = await body.ReadAllAsync(maxBytes, cancellationToken).ConfigureAwait(false);
            check?.Complete(bytes);
            return check is { IsSigned: false } && UnsignedError.IsIn(bytes)
                ? throw CreateError(response, bytes, call.Request)
                : new ReceivedContent(bytes, check is { IsSigned: true });
        }
        if (!check.IsSigned && UnsignedError.IsIn(await body.PeekAsync(_isNoError, cancellationToken).ConfigureAwait(false)))
        {
            var error = await body.ReadAllAsync(BodyReader.MaxUnverifiedBytes, cancellationToken).ConfigureAwait(false);
            throw CreateError(response, error, call.Request);
        }
        using var transfer = sink.Begin(bufferUntilCommit: check.IsSigned, call.Request.MaxDownloadSize);
        using var signature = check.Start();
        await body.CopyToAsync(transfer, signature, cancellationToken).ConfigureAwait(false);
        check.Complete(signature, transfer.Stream);
        await transfer.CommitAsync(isAsync, cancellationToken).ConfigureAwait(false);
        return new ReceivedContent([], check.IsSigned);
    }
}
