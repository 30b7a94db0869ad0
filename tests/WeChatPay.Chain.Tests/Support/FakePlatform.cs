using System.Collections.Concurrent;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>
/// A fake platform as the innermost handler: records requests, rejects unsigned ones, and responds as the test specifies.
/// </summary>
internal sealed class FakePlatform(Func<ReceivedRequest, FakeResponse> respond, TimeProvider? clock = null) : HttpMessageHandler
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    public FakePlatform(FakeResponse response, TimeProvider? clock = null)
        : this(_ => response, clock)
    {
    }

    public FakePlatform()
        : this(new FakeResponse())
    {
    }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>The only request of the test.</summary>
    public ReceivedRequest Request => _requests.Single();

    public WeChatPayClient CreateClient(Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options(this);
        options.TimeProvider = clock ?? TimeProvider.System;
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }

    // Bytes in memory are read without writing them, so that an exception in place of a response can mean that nothing was sent.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Receive(
            request,
            request.Content is null or ByteContent
                ? SignedBody.TryGet(request.Content)!
                : await request.Content.ReadAsByteArrayAsync(cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is null or ByteContent)
        {
            return Receive(request, SignedBody.TryGet(request.Content)!);
        }
        using var body = new MemoryStream();
        request.Content.CopyTo(body, null, cancellationToken);
        return Receive(request, body.ToArray());
    }

    private HttpResponseMessage Receive(HttpRequestMessage request, byte[] body)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new ReceivedRequest(request.Method, request.RequestUri!, headers, body);
        _requests.Enqueue(received);
        return respond(received).ToMessage(clock ?? TimeProvider.System);
    }
}
