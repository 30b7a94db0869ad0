using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Media;

namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>
/// Runs one cell: a client, the attacking server as its main host and, when it is resilient, a healthy server as its backup host.
/// </summary>
internal static class Attack
{
    private const string Path = "v3/attacks/{number}";

    private static readonly byte[] _large = new byte[8 * 1024 * 1024];
    private static readonly X509Certificate2 _certificate = CreateCertificate();

    public static async Task<Observation> RunAsync(Cell cell)
    {
        var certificate = cell.Transport is Transport.Tls or Transport.Tunnel ? _certificate : null;
        await using var main = new AttackServer(cell.Ending, certificate).Start();
        await using var backup = new AttackServer(new Ending(Stage.Complete, How.Whole), certificate).Start();
        using var sockets = Sockets(cell, main.Port);
        using var client = new WeChatPayClient(Options(cell, sockets, main.Port, backup.Port));
        var chain = client.Chain(Path);
        if (cell.IsWarm)
        {
            await WarmAsync(chain);
        }
        main.Counts.Begin();
        backup.Counts.Begin();
        main.Arm();
        var started = Stopwatch.GetTimestamp();
        Exception? failure = null;
        try
        {
            using var response = await SendAsync(chain, cell);
        }
        catch (Exception exception)
        {
            failure = exception;
        }
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new Observation(
            failure, main.Counts.Reads + backup.Counts.Reads, main.Counts.AnyByteRead || backup.Counts.AnyByteRead,
            main.Counts.Asks, main.Counts.Completions + backup.Counts.Completions, elapsed);
    }

    // On a busy machine a connection may take longer than the timeout of the cell.
    private static async Task WarmAsync(UrlChain chain)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var opened = await chain.GetAsync(new { number = "warm", timeout = 30 });
                return;
            }
            catch (HttpRequestException) when (attempt < 5)
            {
                // The loop retries.
            }
        }
    }

    private static Task<WeChatPayResponse> SendAsync(UrlChain chain, Cell cell)
    {
        var options = new RequestOptions { ["number"] = "A1" };
        switch (cell.Body)
        {
            case BodyKind.Json:
                options.Json = new { out_trade_no = "A1" };
                break;
            case BodyKind.Stream:
                options.Body = new UnseekableStream();
                break;
            case BodyKind.Upload:
                options.Body = new MediaUpload(new byte[1000], "image.jpg");
                break;
            case BodyKind.Large:
                options.Body = _large;
                break;
        }
        // Many cells run at once. Blocked threads of the pool would starve the servers.
        return cell.IsSync
            ? Task.Factory.StartNew(
                () => Send(chain, cell.Verb, options), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : SendAsync(chain, cell.Verb, options);
    }

    private static WeChatPayResponse Send(UrlChain chain, Verb verb, RequestOptions options) => verb switch
    {
        Verb.Get => chain.Get(options),
        Verb.Post => chain.Post(options),
        Verb.Put => chain.Put(options),
        Verb.Patch => chain.Patch(options),
        _ => chain.Delete(options),
    };

    private static Task<WeChatPayResponse> SendAsync(UrlChain chain, Verb verb, RequestOptions options) => verb switch
    {
        Verb.Get => chain.GetAsync(options),
        Verb.Post => chain.PostAsync(options),
        Verb.Put => chain.PutAsync(options),
        Verb.Patch => chain.PatchAsync(options),
        _ => chain.DeleteAsync(options),
    };

    private static WeChatPayClientOptions Options(Cell cell, SocketsHttpHandler? sockets, int mainPort, int backupPort)
    {
        var scheme = cell.Transport is Transport.Tls or Transport.Tunnel ? "https" : "http";
        return new WeChatPayClientOptions
        {
            MerchantId = "1900000109",
            MerchantSerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
            MerchantPrivateKey = TestKeys.Merchant,
            PlatformKeys = { [AttackResponses.Serial] = TestKeys.PlatformPublic },
            BaseAddress = new Uri($"{scheme}://127.0.0.1:{mainPort}/"),
            Timeout = TimeoutFor(cell.Ending),
            PrimaryHandler = sockets,
            Resilience = !cell.IsResilient ? null : new ResilienceOptions
            {
                BaseDelay = TimeSpan.FromMilliseconds(1),
                MaxDelay = TimeSpan.FromMilliseconds(2),
                MaxRetryAttempts = 2,
                BackupAddress = new Uri($"{scheme}://127.0.0.1:{backupPort}/"),
            },
        };
    }

    // Only silence has to be waited for. A connection that is not established in time leaves time for the backup host.
    private static TimeSpan TimeoutFor(Ending ending) => TimeSpan.FromSeconds(ending switch
    {
        { How: not How.Silence } => 30,
        { Stage: < Stage.HeadRead } => 2,
        _ => 0.4,
    });

    private static SocketsHttpHandler? Sockets(Cell cell, int proxyPort)
    {
        var transport = cell.Transport;
        if (transport == Transport.OwnSockets)
        {
            return null;
        }
        var sockets = new SocketsHttpHandler
        {
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(cell.Ending is { How: How.Silence, Stage: < Stage.HeadRead } ? 0.8 : 20)
        };
        sockets.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate?.GetCertHashString() == _certificate.Thumbprint;
        if (transport == Transport.FilteredStream)
        {
            sockets.PlaintextStreamFilter = (context, _) => ValueTask.FromResult<Stream>(new FalseTimeoutStream(context.PlaintextStream));
        }
        if (transport == Transport.Tunnel)
        {
            (sockets.UseProxy, sockets.Proxy) = (true, new Proxy(new Uri($"http://127.0.0.1:{proxyPort}/")));
        }
        return sockets;
    }

    private static X509Certificate2 CreateCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    /// <summary>Unlike <see cref="WebProxy"/>, not bypassed for loopback.</summary>
    private sealed class Proxy(Uri address) : IWebProxy
    {
        public ICredentials? Credentials { get; set; }

        public Uri GetProxy(Uri destination) => address;

        public bool IsBypassed(Uri host) => false;
    }

    private sealed class UnseekableStream() : MemoryStream(new byte[1000])
    {
        public override bool CanSeek => false;
    }
}
