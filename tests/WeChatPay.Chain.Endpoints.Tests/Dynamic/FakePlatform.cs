#pragma warning disable IDE0130 // In place of the class of that name, which uses internal types of the client.
using System.Collections.Concurrent;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A fake platform for the tests of dynamic chains, which this project runs with typed endpoints referenced.</summary>
internal sealed class FakePlatform(Func<ReceivedRequest, FakeResponse> respond) : HttpMessageHandler
{
    private readonly ConcurrentQueue<ReceivedRequest> _requests = new();

    public FakePlatform(FakeResponse response)
        : this(_ => response)
    {
    }

    public FakePlatform()
        : this(new FakeResponse())
    {
    }

    public IReadOnlyList<ReceivedRequest> Requests => [.. _requests];

    public ReceivedRequest Request => _requests.Single();

    public WeChatPayClient CreateClient(Action<WeChatPayClientOptions>? configure = null)
    {
        var options = Merchant.Options(this);
        configure?.Invoke(options);
        return new WeChatPayClient(options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Receive(request, request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        request.Content?.CopyTo(body, null, cancellationToken);
        return Receive(request, body.ToArray());
    }

    private HttpResponseMessage Receive(HttpRequestMessage request, byte[] body)
    {
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var received = new ReceivedRequest(request.Method, request.RequestUri!, headers, body);
        _requests.Enqueue(received);
        return respond(received).ToMessage(TimeProvider.System);
    }
}
