using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Faults;

public sealed class SandboxFaultDelayTests : SandboxTests
{
    [Test]
    public async Task Delay_Injected_WaitsOnSandboxClock()
    {
        Sandbox.Inject(SandboxFault.Delay(TimeSpan.FromSeconds(40)));

        var call = Merchant.GetAsync(SampleCalls.QueryAuthorization);
        await Clock.TimerStarted;
        Clock.Advance(TimeSpan.FromSeconds(39));
        var early = call.IsCompleted;
        Clock.Advance(TimeSpan.FromSeconds(1));
        var response = await call;

        Assert.That(early, Is.False);
        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(response.Timestamp, Is.EqualTo(Merchant.Now));
        Assert.That(response.IsSignedFor(Merchant.Options), Is.True);
    }

    [Test]
    public async Task Delay_LongerThanTolerance_AcceptsRequestSignedInTime()
    {
        Sandbox.Inject(SandboxFault.Delay(TimeSpan.FromHours(1)));

        var call = Merchant.GetAsync(SampleCalls.QueryAuthorization);
        await Clock.TimerStarted;
        Clock.Advance(TimeSpan.FromHours(1));

        Assert.That((await call).StatusCode, Is.EqualTo(200));
    }

    [Test]
    public async Task Delay_WhileWaiting_RequestIsRecorded()
    {
        Sandbox.Inject(SandboxFault.Delay(TimeSpan.FromSeconds(40)));

        var call = Merchant.GetAsync(SampleCalls.QueryAuthorization);
        await Clock.TimerStarted;

        Assert.That(Sandbox.Requests.Single().IsSignatureValid, Is.True);
        Assert.That(Sandbox.Requests.Single().Variables["openid"], Is.EqualTo("o-Sandbox_01"));
        Clock.Advance(TimeSpan.FromSeconds(40));
        await call;
    }

    [Test]
    public async Task Delay_FirstOfTwoRequests_DoesNotBlockSecond()
    {
        Sandbox.Inject(SandboxFault.Delay(TimeSpan.FromSeconds(40)));

        var slow = Merchant.GetAsync(SampleCalls.QueryAuthorization);
        await Clock.TimerStarted;
        var fast = await Merchant.GetAsync(SampleCalls.QueryAuthorization);

        Assert.That(fast.StatusCode, Is.EqualTo(200));
        Assert.That(slow.IsCompleted, Is.False);
        Clock.Advance(TimeSpan.FromSeconds(40));
        await slow;
    }

    [Test]
    public async Task Delay_Infinite_LastsUntilClientTimesOut()
    {
        var effects = 0;
        Sandbox.Respond(HttpMethod.Get, "v3/never", _ => Interlocked.Increment(ref effects));
        Sandbox.Inject(SandboxFault.Delay(Timeout.InfiniteTimeSpan));
        using var client = new WeChatPayClient(Sandbox.CreateClientOptions());

        var call = client.Chain("v3/never").GetAsync();
        await Clock.TimerStarted;
        Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.That(async () => await call, Throws.TypeOf<TimeoutException>());
        Assert.That(effects, Is.Zero);
    }
}
