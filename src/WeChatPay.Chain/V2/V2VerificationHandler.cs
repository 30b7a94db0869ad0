using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.V2;

/// <summary>Reads each answer of APIv2, and lets it pass only when its codes say success and its signature holds.</summary>
/// <param name="apiV2Key">Verifies; a call cannot have been made without it.</param>
/// <param name="timeProvider">Measures the platform's <c>Retry-After</c>.</param>
internal sealed class V2VerificationHandler(string? apiV2Key, TimeProvider timeProvider) : AnswerHandler(timeProvider)
{
    protected override async ValueTask<byte[]> ReceiveAsync(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var sink = SinkFor(response, request);
        var isProved = !MayBeFile(request);
        using var body = await BodyReader.OpenAsync(response, request, isProved, cancellationToken).ConfigureAwait(false);
        var isFile = MayBeFile(request) && IsFile(request, await body.PeekAsync(cancellationToken).ConfigureAwait(false));
        var bytes = isFile && sink is not null ? [] : Checked(await body.ReadAllAsync(MostOf(isFile), cancellationToken).ConfigureAwait(false), response, request);
        return sink is null ? bytes
            : isFile || MayBeWritten(request, bytes)
                ? await StreamAsync(bytes, body, sink, request, cancellationToken).ConfigureAwait(false)
            : throw NoFile(response, request);
    }

    protected override byte[] Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var sink = SinkFor(response, request);
        using var body = BodyReader.Open(response, request, isProved: !MayBeFile(request), cancellationToken);
        var isFile = MayBeFile(request) && IsFile(request, body.Peek());
        var bytes = isFile && sink is not null ? [] : Checked(body.ReadAll(MostOf(isFile)), response, request);
        return sink is null ? bytes
            : isFile || MayBeWritten(request, bytes) ? Stream(bytes, body, sink, request, cancellationToken)
            : throw NoFile(response, request);
    }

    // Only a file is large; XML is read before its signature is known.
    private static int MostOf(bool isFile) => isFile ? BodyReader.MaxBytes : BodyReader.MaxUnprovedBytes;

    private static bool MayBeFile(PreparedRequest request) => V2ResponseFormats.IsFile(request.Uri.AbsolutePath);

    private static object? SinkFor(HttpResponseMessage response, PreparedRequest request) => response.IsSuccessStatusCode ? request.Sink : null;

    // Only a file streams unread: when the platform says no, XML comes in its place and must not end up in the caller's file.
    private static bool IsFile(PreparedRequest request, ReadOnlyMemory<byte> start) => V2Answer.IsFile(request.Uri.AbsolutePath, start.Span);

    // The first bytes of a file may say nothing, such as a byte order mark; and XML without an error in it is not the file either.
    private static bool MayBeWritten(PreparedRequest request, byte[] checkedBytes) => !MayBeFile(request) || IsFile(request, checkedBytes);

    private static WeChatPaySignatureException NoFile(HttpResponseMessage response, PreparedRequest request) => new(
        SignatureFailure.Malformed,
        $"The response to {request} is XML that reports no error, in place of the file. Nothing was written to the sink. "
            + "Was it sent by a proxy or another server?",
        requestId: new WeChatPayResponse(response, []).RequestId);

    private byte[] Checked(byte[] bytes, HttpResponseMessage response, PreparedRequest request)
    {
        if (response.IsSuccessStatusCode)
        {
            V2Answer.Check(new WeChatPayResponse(response, bytes), request, apiV2Key);
        }
        return bytes;
    }

    private static async Task<byte[]> StreamAsync(
        byte[] checkedBytes, BodyReader rest, object target, PreparedRequest request, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(target, signed: false, request.MaxDownloadSize);
        await sink.Stream.WriteAsync(checkedBytes, cancellationToken).ConfigureAwait(false);
        await sink.ReceiveAsync(rest, hash: null, cancellationToken).ConfigureAwait(false);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static byte[] Stream(byte[] checkedBytes, BodyReader rest, object target, PreparedRequest request, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(target, signed: false, request.MaxDownloadSize);
        sink.Stream.Write(checkedBytes);
        sink.Receive(rest, hash: null);
        sink.Commit(cancellationToken);
        return [];
    }
}
