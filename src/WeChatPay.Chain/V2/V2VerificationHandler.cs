using WeChatPay.Chain.Bodies;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Sinks;
using WeChatPay.Chain.Values;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.V2;

/// <summary>Reads each answer of APIv2, and lets it pass only when its codes say success and its signature holds.</summary>
/// <param name="apiV2Key">Verifies; a call cannot have been made without it.</param>
/// <param name="timeProvider">Measures the platform's <c>Retry-After</c>.</param>
internal sealed class V2VerificationHandler(string? apiV2Key, TimeProvider timeProvider) : ResponseHandler(timeProvider)
{
    // Only a file streams unread: when the platform returns an error, XML comes in its place and must not end up in the caller's file.
    private static readonly ReceivedBody _unread = new([], isVerified: false);

    // A byte order mark does not tell yet what follows.
    private static readonly Predicate<ReadOnlyMemory<byte>> _hasText = start => BodyStart.FindFirst(start.Span) is not null;

    protected override async ValueTask<ReceivedBody> ReceiveAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var sink = SinkFor(response, request);
        using var body = await BodyReader.OpenAsync(response, request, isProved: !V2ResponseCheck.MayBeFile(request), cancellationToken).ConfigureAwait(false);
        var isFile = V2ResponseCheck.MayBeFile(request)
            && V2ResponseCheck.IsFile(request, (await body.PeekAsync(_hasText, cancellationToken).ConfigureAwait(false)).Span);
        var received = isFile && sink is not null
            ? _unread
            : Checked(await body.ReadAllAsync(MostOf(isFile), cancellationToken).ConfigureAwait(false), response, request);
        return sink is null ? received
            : isFile || received.IsVerified || !V2ResponseFormats.IsFile(request.Uri.AbsolutePath)
                ? await StreamAsync(received, body, sink, request, cancellationToken).ConfigureAwait(false)
            : throw NoFile(response, request);
    }

    protected override ReceivedBody Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var sink = SinkFor(response, request);
        using var body = BodyReader.Open(response, request, isProved: !V2ResponseCheck.MayBeFile(request), cancellationToken);
        var isFile = V2ResponseCheck.MayBeFile(request) && V2ResponseCheck.IsFile(request, body.Peek(_hasText).Span);
        var received = isFile && sink is not null ? _unread : Checked(body.ReadAll(MostOf(isFile)), response, request);
        return sink is null ? received
            : isFile || received.IsVerified || !V2ResponseFormats.IsFile(request.Uri.AbsolutePath) ? Stream(received, body, sink, request, cancellationToken)
            : throw NoFile(response, request);
    }

    // Only a file is large; XML is read before its signature is known.
    private static int MostOf(bool isFile) => isFile ? BodyReader.MaxBytes : BodyReader.MaxUnprovedBytes;

    private static object? SinkFor(HttpResponseMessage response, PreparedRequest request) => response.IsSuccessStatusCode ? request.Sink : null;

    private ReceivedBody Checked(byte[] bytes, HttpResponseMessage response, PreparedRequest request) =>
        new(bytes, response.IsSuccessStatusCode && V2ResponseCheck.Check(new WeChatPayResponse(response, bytes), request, apiV2Key));

    private static WeChatPaySignatureException NoFile(HttpResponseMessage response, PreparedRequest request) => new(
        SignatureFailure.Malformed,
        $"The response to {request} is XML that reports no error, in place of the file. Nothing was written to the sink. "
            + "Was it sent by a proxy or another server?",
        requestId: new WeChatPayResponse(response, []).RequestId);

    private static async Task<ReceivedBody> StreamAsync(
        ReceivedBody received, BodyReader rest, object target, PreparedRequest request, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(target, signed: false, request.MaxDownloadSize);
        await sink.Stream.WriteAsync(received.Bytes, cancellationToken).ConfigureAwait(false);
        await rest.CopyToAsync(sink, verifier: null, cancellationToken).ConfigureAwait(false);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new ReceivedBody([], received.IsVerified);
    }

    private static ReceivedBody Stream(ReceivedBody received, BodyReader rest, object target, PreparedRequest request, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(target, signed: false, request.MaxDownloadSize);
        sink.Stream.Write(received.Bytes);
        rest.CopyTo(sink, verifier: null);
        sink.Commit(cancellationToken);
        return new ReceivedBody([], received.IsVerified);
    }
}
