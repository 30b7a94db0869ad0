using Flurl.Http;
using Flurl.Http.Testing;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Transport;

namespace WeChatPay.Chain.Tests.Transport;

/// <remarks>Flurl's default clients are global: this fixture is not parallel and restores them.</remarks>
[NonParallelizable]
internal sealed class FlurlClientFactoryTests
{
    [TearDown]
    public void PutBack() => FlurlHttp.Clients.Clear();

    [Test]
    public async Task Create_UnderTheApplicationsDefaults_IgnoresThem([Values] Way way, [Values(200, 302, 404)] int status)
    {
        var reached = new List<string>();
        FlurlHttp.Clients.WithDefaults(builder => builder
            .WithSettings(settings =>
            {
                settings.Timeout = TimeSpan.FromTicks(1);
                settings.AllowedHttpStatusRange = "404";
                settings.Redirects.Enabled = true;
            })
            .WithHeader("X-Application", "everywhere")
            .BeforeCall(_ => reached.Add("BeforeCall"))
            .AfterCall(_ => reached.Add("AfterCall"))
            .OnRedirect(_ => reached.Add("OnRedirect"))
            .OnError(call => call.ExceptionHandled = true));
        var fakeResponse = status == 200 ? new FakeResponse() : FakeResponse.Error(status, "{\"code\":\"NOT_FOUND\"}");
        fakeResponse.Headers[status == 200 ? "Set-Cookie" : "Location"] = status == 200 ? "a=b" : "/v3/elsewhere";
        var platform = new FakePlatform(fakeResponse);
        using var client = platform.CreateClient();

        if (status == 200)
        {
            await way.GetAsync(client.Chain("v3/x"));
            await way.GetAsync(client.Chain("v3/x"));
        }
        else
        {
            await Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
        }

        Assert.That(reached, Is.Empty);
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(platform.Requests, Has.Count.EqualTo(status == 200 ? 2 : 1));
        Assert.That(
            platform.Requests.Any(request => request.Headers.ContainsKey("Cookie") || request.Headers.ContainsKey("X-Application")),
            Is.False);
    }

    [Test]
    public void Create_Always_LeavesTheTimeoutToTheCall()
    {
        using var client = FlurlClientFactory.Create(new FakePlatform());

        Assert.That(client.HttpClient.Timeout, Is.EqualTo(Timeout.InfiniteTimeSpan));
        Assert.That(client.Settings.Timeout, Is.Null);
    }

    [Test]
    public async Task Send_InsideAnHttpTest_IsRejectedBeforeSending([Values] Way way)
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();
        using var flurl = new HttpTest();

        var failure = (await Assert.ThrowsAsync<InvalidOperationException>(() => way.GetAsync(client.Chain("v3/x"))))!;

        Assert.That(failure.Message, Does.Contain("HttpTest").And.Contain("PrimaryHandler"));
        Assert.That(flurl.CallLog, Is.Empty);
        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public async Task Send_AfterAnHttpTest_WorksAgain([Values] Way way)
    {
        using var client = new FakePlatform().CreateClient();
        using (new HttpTest())
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => way.GetAsync(client.Chain("v3/x")));
        }

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).StatusCode, Is.EqualTo(200));
    }
}
