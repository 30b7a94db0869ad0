using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Faults;

public sealed class FaultQueueTests : SandboxTests
{
    [Test]
    public async Task Take_SeveralFaults_ApplyInOrder()
    {
        Sandbox.Inject(SandboxFault.Status(500));
        Sandbox.Inject(SandboxFault.Status(503, "SERVICE_UNAVAILABLE"));

        Assert.That(await GetStatusCodesAsync(3), Is.EqualTo([500, 503, 200]));
    }

    [Test]
    public async Task Take_FaultOfSeveralRequests_AppliesToEach()
    {
        Sandbox.Inject(SandboxFault.Status(500), times: 2);
        Sandbox.Inject(SandboxFault.Status(503));

        Assert.That(await GetStatusCodesAsync(4), Is.EqualTo([500, 500, 503, 200]));
    }

    [Test]
    public async Task Take_FaultOfOneEndpoint_DoesNotAffectOthers()
    {
        Sandbox.Inject(SandboxFault.Status(500), times: 2, HttpMethod.Get, "v3/palmservice/authorization/openid/{openid}");

        var other = await Merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody);
        var nothing = await Merchant.SendAsync(HttpMethod.Delete, SampleCalls.QueryAuthorization);

        Assert.That(other.StatusCode, Is.EqualTo(200));
        Assert.That(nothing.StatusCode, Is.EqualTo(404));
        Assert.That(await GetStatusCodesAsync(3), Is.EqualTo([500, 500, 200]));
    }

    [Test]
    public async Task Take_FaultOfOtherEndpointFirst_IsSkipped()
    {
        Sandbox.Inject(SandboxFault.Status(500), times: 1, HttpMethod.Post, "v3/payscore/permissions");
        Sandbox.Inject(SandboxFault.Status(503));

        Assert.That(await GetStatusCodesAsync(2), Is.EqualTo([503, 200]));
        Assert.That((await Merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody)).StatusCode, Is.EqualTo(500));
    }

    [Test]
    public async Task Take_ManyConcurrentRequests_AppliesEachFaultAsInjected()
    {
        Sandbox.Inject(SandboxFault.Status(500), times: 20);
        Sandbox.Inject(SandboxFault.Status(502), times: 15);
        Sandbox.Inject(SandboxFault.Status(503), times: 5);

        var responses = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Merchant.GetAsync(SampleCalls.QueryAuthorization)));

        var counts = responses.CountBy(response => response.StatusCode).ToDictionary();
        Assert.That(counts, Is.EquivalentTo(new Dictionary<int, int> { [500] = 20, [502] = 15, [503] = 5, [200] = 20 }));
    }

    [Test]
    public async Task Take_ManyConcurrentRequests_AppliesNoFaultTwice()
    {
        foreach (var number in Enumerable.Range(0, 30))
        {
            Sandbox.Inject(SandboxFault.Status(500, $"FAULT_{number}"));
        }

        var codes = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(async _ => (await Merchant.GetAsync(SampleCalls.QueryAuthorization)).Code));

        Assert.That(codes, Is.EquivalentTo(Enumerable.Range(0, 30).Select(number => $"FAULT_{number}")));
    }

    [Test]
    public async Task Take_UnsignedRequest_ConsumesFault()
    {
        Sandbox.Inject(SandboxFault.Status(500));

        var unsigned = await Merchant.SendAsync(
            Merchant.CreateRequest(HttpMethod.Get, SampleCalls.QueryAuthorization, "", authorization: null));

        Assert.That(unsigned.StatusCode, Is.EqualTo(500));
        Assert.That(await GetStatusCodesAsync(1), Is.EqualTo([200]));
    }

    [Test]
    public void Inject_InvalidArgument_Throws()
    {
        Assert.That(() => Sandbox.Inject(null!), Throws.ArgumentNullException);
        Assert.That(() => Sandbox.Inject(SandboxFault.ProbeSignature, times: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sandbox.Inject(SandboxFault.ProbeSignature, times: -1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(
            () => Sandbox.Inject(SandboxFault.ProbeSignature, method: HttpMethod.Get),
            Throws.ArgumentException.With.Message.Contains("template"));
        Assert.That(
            () => Sandbox.Inject(SandboxFault.ProbeSignature, template: "v3/a"), Throws.ArgumentException.With.Message.Contains("method"));
    }

    private async Task<IReadOnlyList<int>> GetStatusCodesAsync(int calls)
    {
        var statusCodes = new List<int>();
        for (var call = 0; call < calls; call++)
        {
            statusCodes.Add((await Merchant.GetAsync(SampleCalls.QueryAuthorization)).StatusCode);
        }
        return statusCodes;
    }
}
