using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Diagnostics;
using WeChatPay.Chain.Resilience;
using WeChatPay.Chain.Responses;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Resilience;

/// <summary>The cost of handlers that have nothing to do. Not parallel, because other tests add listeners.</summary>
[NonParallelizable]
internal sealed class IdleTests
{
    private const int Calls = 1000;

    private static readonly Deadline _deadline = new(
        Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    private static readonly CallRequest _request = new()
    {
        MerchantId = Merchant.Id,
        Version = ApiVersion.V3,
        Method = HttpMethod.Post,
        Uri = new Uri("https://api.mch.weixin.qq.com/v3/x"),
        Template = "v3/x",
        Content = null,
        Headers = [],
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly StubHandler _network = new(_ => _answer);

    private static readonly HttpResponseMessage _answer = new() { Content = new ReceivedContent([], isVerified: false) };

    [Test]
    public void RetriesAndFailover_WithNothingToDo_AllocateLittle([Values] Way way)
    {
        var bare = BytesPerCall(way, _network);
        var resilient = BytesPerCall(
            way, new ResiliencePolicy(new ResilienceOptions(), _request.Uri, TimeProvider.System, NullLogger.Instance).Wrap(_network));

        TestContext.Out.WriteLine($"{resilient - bare} bytes per call");
        Assert.That(resilient - bare, Is.LessThanOrEqualTo(640));
    }

    [Test]
    public void Attempts_WithoutListeners_AllocateNothing([Values] Way way)
    {
        Assert.That(BytesPerCall(way, new AttemptHandler { InnerHandler = _network }), Is.EqualTo(BytesPerCall(way, _network)));
    }

    [Test]
    public void Calls_WithoutListeners_AllocateNothing()
    {
        var watcher = new CallTelemetry(TimeProvider.System, NullLogger.Instance);
        using var message = new HttpResponseMessage();
        using var response = new WeChatPayResponse(message, []);

        Assert.That(Measure(() => watcher.Start(_request).Succeed(response)), Is.Zero);
    }

    private static long BytesPerCall(Way way, HttpMessageHandler handler)
    {
        using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
        using var message = new HttpRequestMessage(_request.Method, _request.Uri);
        new CallState(_request, _deadline, new ConnectionHistory()).AttachTo(message);
        return Measure(() =>
        {
            if (way == Way.Sync)
            {
                invoker.Send(message, CancellationToken.None);
            }
            else if (!invoker.SendAsync(message, CancellationToken.None).IsCompletedSuccessfully)
            {
                throw new UnreachableException();
            }
        });
    }

    private static long Measure(Action call)
    {
        long Round()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                call();
            }
            return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
        }
        return Enumerable.Range(0, 10).Min(_ => Round());
    }
}
