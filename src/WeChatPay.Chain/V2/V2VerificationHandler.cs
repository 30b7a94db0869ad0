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
        using var body = await BodyReader.OpenAsync(response, request, cancellationToken).ConfigureAwait(false);
        var isFile = sink is not null && IsFile(request, await body.PeekAsync(cancellationToken).ConfigureAwait(false));
        var bytes = isFile ? [] : Checked(await body.ReadAllAsync(cancellationToken).ConfigureAwait(false), response, request);
        return sink is null ? bytes : await StreamAsync(bytes, body, sink, cancellationToken).ConfigureAwait(false);
    }

    protected override byte[] Receive(HttpResponseMessage response, PreparedRequest request, CancellationToken cancellationToken)
    {
        var sink = SinkFor(response, request);
        using var body = BodyReader.Open(response, request, cancellationToken);
        var isFile = sink is not null && IsFile(request, body.Peek());
        var bytes = isFile ? [] : Checked(body.ReadAll(), response, request);
        return sink is null ? bytes : Stream(bytes, body, sink);
    }

    private static object? SinkFor(HttpResponseMessage response, PreparedRequest request) => response.IsSuccessStatusCode ? request.Sink : null;

    // Only a file streams unread: when the platform says no, XML comes in its place and must not end up in the caller's file.
    private static bool IsFile(PreparedRequest request, ReadOnlyMemory<byte> start) => V2Answer.IsFile(request.Uri.AbsolutePath, start.Span);

    private byte[] Checked(byte[] bytes, HttpResponseMessage response, PreparedRequest request)
    {
        if (response.IsSuccessStatusCode)
        {
            V2Answer.Check(new WeChatPayResponse(response, bytes), request, apiV2Key);
        }
        return bytes;
    }

    private static async Task<byte[]> StreamAsync(byte[] checkedBytes, BodyReader rest, object target, CancellationToken cancellationToken)
    {
        using var sink = ResponseSink.Open(target, signed: false);
        await sink.Stream.WriteAsync(checkedBytes, cancellationToken).ConfigureAwait(false);
        await rest.CopyToAsync(sink.Stream, hash: null, cancellationToken).ConfigureAwait(false);
        await sink.CommitAsync(cancellationToken).ConfigureAwait(false);
        return [];
    }

    private static byte[] Stream(byte[] checkedBytes, BodyReader rest, object target)
    {
        using var sink = ResponseSink.Open(target, signed: false);
        sink.Stream.Write(checkedBytes);
        rest.CopyTo(sink.Stream, hash: null);
        sink.Commit();
        return [];
    }
}
