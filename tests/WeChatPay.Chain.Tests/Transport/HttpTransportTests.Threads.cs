using System.Collections.Concurrent;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Transport;

internal sealed partial class HttpTransportTests
{
    // Only to end a hanging test; none takes a second.
    private static readonly TimeSpan _hanging = TimeSpan.FromSeconds(60);

    [Test]
    public async Task SendAsync_300CallsAtOnce_EachGetsItsOwnResponse()
    {
        var platform = new YieldingHandler(new FakePlatform(request => FakeResponse.Json($"{{\"target\":\"{request.Target}\"}}")));
        using var client = Client(platform);

        var targets = await Task.WhenAll(Enumerable.Range(0, 300).Select(async id =>
            (string)(await client.Chain("v3/orders/{id}").GetAsync(new { id })).Data.target));

        Assert.That(targets, Is.EqualTo(Enumerable.Range(0, 300).Select(id => $"/v3/orders/{id}")));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(platform.Requests.Select(request => request.AuthorizationField("nonce_str")), Is.Unique);
    }

    [Test]
    public void Send_64ThreadsAtOnce_EachGetsItsOwnResponse()
    {
        var platform = new FakePlatform(request => FakeResponse.Json($"{{\"target\":\"{request.Target}\"}}"));
        using var client = platform.CreateClient();
        var targets = new ConcurrentDictionary<int, string>();
        using var start = new Barrier(64);
        var threads = Enumerable.Range(0, 64).Select(id => new Thread(() =>
        {
            start.SignalAndWait();
            targets[id] = client.Chain("v3/orders/{id}").Get(new { id }).Data.target;
        })).ToList();

        threads.ForEach(thread => thread.Start());

        Assert.That(threads.TrueForAll(thread => thread.Join(_hanging)), "A call hangs.");
        Assert.That(targets, Has.Count.EqualTo(64));
        Assert.That(targets.All(target => target.Value == $"/v3/orders/{target.Key}"));
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
    }

    [Test]
    public async Task SendAsync_OnAContextThatNeverPumps_DoesNotWaitForIt([ValueSource(nameof(Outcomes))] Outcome outcome)
    {
        using var client = Client(new YieldingHandler(outcome.Platform));

        var call = OnADeadContext(() => client.Chain("v3/x").PostAsync(new { json = new { a = 1 } }));

        await Task.WhenAny(call).WaitAsync(_hanging);
        Assert.That(call.Exception?.InnerException?.GetType(), Is.EqualTo(outcome.Failure));
    }

    [Test]
    public async Task SendAsync_OnAContextThatNeverPumpsWithAStreamAndASink_DoesNotWaitForIt()
    {
        await using var server = new LoopbackServer(new FakeResponse()).Start();
        using var client = server.CreateClient();
        using var body = new MemoryStream("{}"u8.ToArray());
        using var sink = new MemoryStream();

        var call = OnADeadContext(() => client.Chain("v3/x").PostAsync(new { body, sink }));

        Assert.That((await call.WaitAsync(_hanging)).StatusCode, Is.EqualTo(200));
        Assert.That(sink.ToArray(), Is.EqualTo(new FakeResponse().Body));
    }

    [Test]
    public async Task Send_OnAContextThatNeverPumps_DoesNotWaitForIt([ValueSource(nameof(Outcomes))] Outcome outcome)
    {
        using var client = Client(outcome.Platform);

        var call = Task.Run(() => OnADeadContext(() => client.Chain("v3/x").Post(new { json = new { a = 1 } })));

        await Task.WhenAny(call).WaitAsync(_hanging);
        Assert.That(call.Exception?.InnerException?.GetType(), Is.EqualTo(outcome.Failure));
    }

    private static IEnumerable<Outcome> Outcomes() =>
    [
        new("Success", new FakePlatform(), null),
        new("Error", new FakePlatform(FakeResponse.Error(400, "{\"code\":\"PARAM_ERROR\"}")), typeof(WeChatPayApiException)),
        new("Forged", new FakePlatform(new FakeResponse { Signed = false }), typeof(WeChatPaySignatureException)),
        new("Unreachable", new FakePlatform(_ => throw new HttpRequestException("unreachable")), typeof(HttpRequestException)),
    ];

    private static T OnADeadContext<T>(Func<T> call)
    {
        var previous = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new DeadContext());
        try
        {
            return call();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(previous);
        }
    }

    internal sealed record Outcome(string Name, FakePlatform Platform, Type? Failure)
    {
        public override string ToString() => Name;
    }

    /// <summary>Like a window whose thread is blocked: posted callbacks never run.</summary>
    private sealed class DeadContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
            // No message loop runs.
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();
    }

    /// <summary>Never completes synchronously, like a network.</summary>
    private sealed class YieldingHandler(FakePlatform platform) : DelegatingHandler(platform)
    {
        public IReadOnlyList<ReceivedRequest> Requests => platform.Requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
    }
}
