using System.Net;
using System.Net.Sockets;
using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Server;

[CancelAfter(300_000)]
public sealed class LoopbackServerTests
{
    [Test]
    public async Task StartAsync_HostSettingsPresent_IgnoresThem(CancellationToken cancellationToken)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var elsewhere = $"http://127.0.0.1:{port}";
        await using var host = HostProcess.Start(
            new Dictionary<string, string>
            {
                ["ASPNETCORE_URLS"] = elsewhere,
                ["DOTNET_URLS"] = elsewhere,
                ["URLS"] = elsewhere,
                ["ASPNETCORE_HTTP_PORTS"] = $"{port}",
                ["ASPNETCORE_HTTPS_PORTS"] = $"{port}",
                ["ASPNETCORE_PREFERHOSTINGURLS"] = "true",
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = "NoSuchAssembly",
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true",
                ["Kestrel__Endpoints__Http__Url"] = elsewhere,
                ["Logging__LogLevel__Default"] = "Trace",
            },
            new Dictionary<string, string>
            {
                ["appsettings.json"] =
                    $$"""{ "Urls": "{{elsewhere}}", "Kestrel": { "Endpoints": { "Http": { "Url": "{{elsewhere}}" } } } }""",
                ["appsettings.Development.json"] = "not JSON",
            });

        var line = await host.ReadLineAsync(cancellationToken);

        Assert.That(
            line,
            Does.Match(@"^http://127\.0\.0\.1:\d+/ 200$"),
            $"A sandbox that reads these settings cannot start: port {port} is in use.");
        Assert.That(await host.EndAsync(cancellationToken), Is.Zero);
    }

    [Test]
    public async Task StartAsync_EmptyFolder_WritesNothing(CancellationToken cancellationToken)
    {
        await using var host = HostProcess.Start();

        await host.ReadLineAsync(cancellationToken);
        var whileItRuns = host.Folder.GetFileSystemInfos("*", SearchOption.AllDirectories);
        var exitCode = await host.EndAsync(cancellationToken);

        Assert.That(exitCode, Is.Zero);
        Assert.That(whileItRuns, Is.Empty);
        Assert.That(host.Folder.GetFileSystemInfos("*", SearchOption.AllDirectories), Is.Empty);
    }

    [TestCase("INT", ExpectedResult = 128 + 2)]
    [TestCase("TERM", ExpectedResult = 128 + 15)]
    [Platform("Unix")]
    public async Task<int> StartAsync_ProcessSignaled_DoesNotBlockExit(string signal, CancellationToken cancellationToken)
    {
        await using var host = HostProcess.Start();
        await host.ReadLineAsync(cancellationToken);

        return await host.SignalAsync(signal, cancellationToken);
    }
}
