using System.Collections.Concurrent;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Signing;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>The platform as the innermost handler: records what leaves, refuses what is not signed, and answers as a test says.</summary>
internal sealed class FakePlatform(Func<ReceivedRequest, Answer> answer, TimeProvider? clock = null) : HttpMessageHandler
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    public FakePlatform(Answer answer, TimeProvider? clock = null)
        : this(_ => answer, clock)
    {
    }

    public FakePlatform()
        : this(new Answer())
    {
    }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    /// <summary>The one request that a test makes.</summary>
    public ReceivedRequest Request => _requests.Single();

    public WeChatPayClient CreateClient(Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options(this);
        options.TimeProvider = clock ?? TimeProvider.System;
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }

    // Bytes at hand are looked at, not written: an exception in place of an answer then says that nothing was sent, if it says so.
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Receive(request, request.Content is null or ByteContent ? SignedBody.TryGet(request.Content)! : await request.Content.ReadAsByteArrayAsync(cancellationToken));

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
        return answer(received).ToMessage(clock ?? TimeProvider.System);
    }
}
