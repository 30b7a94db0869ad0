using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.V2;

/// <summary>Reads each APIv2 response, and returns it only if its codes report success and its signature is valid.</summary>
/// <param name="apiV2Key">Verifies the responses. Without it, no APIv2 call can be created.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class V2VerificationHandler(string? apiV2Key, TimeProvider timeProvider) : ResponseHandler(timeProvider)
{
    // A byte order mark does not show the format.
    private static readonly Predicate<ReadOnlyMemory<byte>> _hasText = start => BodyStart.FindFirst(start.Span) is not null;

    protected override async ValueTask<ReceivedContent> ReceiveAsync(
        HttpResponseMessage response, CallState call, bool isAsync, CancellationToken cancellationToken)
    {
        var request = call.Request;
        var sink = response.IsSuccessStatusCode ? request.Sink : null;
        var mayBeFile = V2ResponseCheck.MayBeFile(request);
        using var body = await BodyReader.OpenAsync(response, call, isVerifiedLater: !mayBeFile, isAsync, cancellationToken)
            .ConfigureAwait(false);
        var isFile = mayBeFile
            && V2ResponseCheck.IsFile(request, (await body.PeekAsync(_hasText, cancellationToken).ConfigureAwait(false)).Span);
        // Only a file is streamed: an error of the platform is XML, and must not end up in the caller's file.
        if (isFile && sink is not null)
        {
            await CopyToSinkAsync(sink, [], body, request, isAsync, cancellationToken).ConfigureAwait(false);
            return new ReceivedContent([], isVerified: false);
        }
        // Only a file is large; XML is read before its signature is known.
        var maxBytes = isFile ? BodyReader.MaxBytes : BodyReader.MaxUnverifiedBytes;
        var bytes = await body.ReadAllAsync(maxBytes, cancellationToken).ConfigureAwait(false);
        var isVerified = response.IsSuccessStatusCode
            && V2ResponseCheck.Check(new WeChatPayResponse(response, bytes), request, apiV2Key);
        if (sink is null)
        {
            return new ReceivedContent(bytes, isVerified);
        }
        if (!isFile && !isVerified && V2ResponseFormats.IsFile(request.Uri.AbsolutePath))
        {
            throw NotAFile(response, request);
        }
        await CopyToSinkAsync(sink, bytes, body, request, isAsync, cancellationToken).ConfigureAwait(false);
        return new ReceivedContent([], isVerified);
    }

    private static async ValueTask CopyToSinkAsync(
        ResponseSink sink, byte[] start, BodyReader rest, CallRequest request, bool isAsync, CancellationToken cancellationToken)
    {
        using var transfer = sink.Begin(bufferUntilCommit: false, request.MaxDownloadSize);
        await transfer.Stream.WriteAsync(start, isAsync, cancellationToken).ConfigureAwait(false);
        await rest.CopyToAsync(transfer, verifier: null, cancellationToken).ConfigureAwait(false);
        await transfer.CommitAsync(isAsync, cancellationToken).ConfigureAwait(false);
    }

    private static WeChatPaySignatureException NotAFile(HttpResponseMessage response, CallRequest request) => new(
        SignatureFailure.Malformed,
        $"The response to {request} is XML without an error, not the file. Nothing was written to the sink. "
            + "Was it sent by a proxy or another server?",
        requestId: new WeChatPayResponse(response, []).RequestId);
}
