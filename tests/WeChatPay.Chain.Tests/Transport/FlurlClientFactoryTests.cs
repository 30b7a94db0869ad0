using Flurl.Http;
using Flurl.Http.Configuration;
using Flurl.Http.Testing;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Transport;

/// <remarks>Flurl's global settings belong to the process: this fixture runs alone and puts them back.</remarks>
[NonParallelizable]
internal sealed class FlurlClientFactoryTests
{
    [TearDown]
    public void PutBack() => FlurlHttp.GlobalSettings.ResetDefaults();

    [Test]
    public async Task Create_UnderGlobalSettings_IsReachedByNoneOfThem([Values] Way way, [Values(200, 404)] int status)
    {
        var reached = new List<string>();
        FlurlHttp.Configure(settings =>
        {
            settings.Timeout = TimeSpan.FromTicks(1);
            settings.AllowedHttpStatusRange = "404";
            settings.CookiesEnabled = true;
            settings.BeforeCall = call => reached.Add($"BeforeCall {call.Request.RequestUri}");
            settings.BeforeCallAsync = _ => Note(reached, "BeforeCallAsync");
            settings.AfterCall = _ => reached.Add("AfterCall");
            settings.AfterCallAsync = _ => Note(reached, "AfterCallAsync");
            settings.OnError = call => call.ExceptionHandled = true;
            settings.OnErrorAsync = _ => Note(reached, "OnErrorAsync");
            settings.HttpClientFactory = new UnreachableFactory();
            settings.FlurlClientFactory = new UnreachableFactory();
            settings.ConnectionLeaseTimeout = TimeSpan.Zero;
        });
        var platform = new FakePlatform(status == 200 ? new Answer { Headers = { ["Set-Cookie"] = "a=b" } } : Answer.Error(status, "{\"code\":\"NOT_FOUND\"}"));
        using var client = platform.CreateClient();

        if (status == 200)
        {
            await way.GetAsync(client.Chain("v3/x"));
            await way.GetAsync(client.Chain("v3/x"));
        }
        else
        {
            Assert.ThrowsAsync<WeChatPayApiException>(() => way.GetAsync(client.Chain("v3/x")));
        }

        Assert.That(reached, Is.Empty);
        Assert.That(platform.Requests.Select(request => request.IsSigned()), Is.All.True);
        Assert.That(platform.Requests.Any(request => request.Headers.ContainsKey("Cookie")), Is.False);
    }

    [Test]
    public void Send_InsideAnHttpTest_IsRefusedUnsent([Values] Way way)
    {
        var platform = new FakePlatform();
        using var client = platform.CreateClient();
        using var flurl = new HttpTest();

        var failure = Assert.ThrowsAsync<InvalidOperationException>(() => way.GetAsync(client.Chain("v3/x")))!;

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
            Assert.ThrowsAsync<InvalidOperationException>(() => way.GetAsync(client.Chain("v3/x")));
        }

        Assert.That((await way.GetAsync(client.Chain("v3/x"))).StatusCode, Is.EqualTo(200));
    }

    private static Task Note(List<string> reached, string name)
    {
        reached.Add(name);
        return Task.CompletedTask;
    }

    private sealed class UnreachableFactory : IHttpClientFactory, IFlurlClientFactory
    {
        public HttpClient CreateHttpClient(HttpMessageHandler handler) => throw new AssertionException("The application's factory made a client.");

        public HttpMessageHandler CreateMessageHandler() => throw new AssertionException("The application's factory made a handler.");

        public IFlurlClient Get(Flurl.Url url) => throw new AssertionException("The application's factory was asked for a client.");

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
