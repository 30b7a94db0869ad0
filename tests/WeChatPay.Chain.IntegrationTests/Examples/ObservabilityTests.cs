using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The metrics that the page on observability lists are those of the meter.</summary>
public sealed partial class ObservabilityTests
{
    [TestCase("observability.md")]
    [TestCase("observability.zh-CN.md")]
    public async Task Metrics_OfThePage_AreThoseOfTheMeter(string page)
    {
        var listed = RepositoryFiles.ReadLines($"src/WeChatPay.Chain/docs/{page}").Select(line => MetricRow.Match(line))
            .Where(row => row.Success).Select(row => row.Groups[1].Value);
        var published = new ConcurrentDictionary<string, int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
            published.TryAdd(instrument.Meter.Name == "WeChatPay.Chain" ? instrument.Name : "", 0);
        listener.Start();

        await NotifyAsync();

        Assert.That(listed, Is.EquivalentTo(published.Keys.Where(name => name.Length > 0)));
    }

    // Uses a client and a notification endpoint once, which creates their instruments.
    private static async Task NotifyAsync()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(sandbox.ToConfiguration("WeChatPay"));
        builder.Services.AddWeChatPay(builder.Configuration.GetSection("WeChatPay"));
        await using var app = builder.Build();
        app.MapWeChatPayNotifications("/notify", (Notification _, CancellationToken _) => Task.CompletedTask);
        await app.StartAsync();

        using var http = new HttpClient();
        using var rejected = await http.PostAsync(new Uri($"{app.Urls.Single()}/notify"), content: null);
        using var client = new WeChatPayClient(sandbox.CreateClientOptions());
        using var response = await client.Chain("v3/certificates").GetAsync();
    }

    [GeneratedRegex(@"^\| `(wechatpay\.[a-z_.]+)` \| [^`]+ \| [^|]*\|$")]
    private static partial Regex MetricRow { get; }
}
