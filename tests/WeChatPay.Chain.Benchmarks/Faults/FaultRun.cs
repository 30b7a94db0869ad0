using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WeChatPay.Chain.DependencyInjection;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// A shop under faults: a fifth of the responses and notifications are faulty, the certificate is rotated, and the main host fails and
/// recovers. Reports whether anything was lost, wrongly accepted or done twice.
/// </summary>
internal sealed class FaultRun
{
    private const int Callers = 32;
    private const int ClockFactor = 20;
    private const int CallsPerRound = 5;
    private static readonly TimeSpan _maxWait = TimeSpan.FromMinutes(6);
    // Idle sockets are closed after 7 s of the system clock.
    private static readonly TimeSpan _untilIdle = TimeSpan.FromSeconds(12);

    private readonly FastClock _clock = new(TimeProvider.System.GetUtcNow(), ClockFactor);
    private readonly Tally _tally = new();
    private readonly Ledger _ledger = new();
    private readonly FaultPlatformProcess _platform;
    private readonly Payments _payments;
    private readonly int _rounds;
    private long _memory;
    private int _entriesBeforeOpening;
    private string _rotatedSerial = "";

    private FaultRun(int notifications)
    {
        _rounds = notifications;
        _platform = new FaultPlatformProcess(_clock);
        _payments = new Payments(_clock, _tally);
    }

    /// <param name="notifications">The number of orders that are paid, with five calls each.</param>
    /// <returns>The exit code: 0 when all requirements are met.</returns>
    public static async Task<int> RunAsync(int notifications)
    {
        var run = new FaultRun(notifications);
        using (run._platform)
        {
            return await run.RunAsync();
        }
    }

    private async Task<int> RunAsync()
    {
        using var meter = Listen();
        await using var shop = Open();
        await shop.StartAsync();
        var watch = Stopwatch.StartNew();
        await BuyAsync(shop);
        var delivered = await WaitForNotificationsAsync();
        var claims = await CheckClaimsAsync(shop);
        await Task.Delay(_untilIdle, TimeProvider.System);
        var keys = shop.Services.GetRequiredService<IWeChatPayClients>().Get().KeyStatus;
        return Report(watch.Elapsed, delivered, claims, await EntriesAsync(), keys);
    }

    private WebApplication Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddWeChatPay(Configure);
        var shop = builder.Build();
        shop.MapWeChatPayNotifications("/notify", _payments.HandleAsync);
        return shop;
    }

    private void Configure(WeChatPayClientOptions options)
    {
        var merchant = _platform.Merchant;
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(merchant.PrivateKey), out _);
        options.MerchantId = merchant.MerchantId;
        options.MerchantSerialNumber = merchant.SerialNumber;
        options.MerchantPrivateKey = key;
        options.PlatformKeys = PlatformKeys.FromCertificates();
        options.ApiV3Key = merchant.ApiV3Key;
        options.BaseAddress = new Uri($"http://127.0.0.1:{merchant.MainPort}/");
        options.Resilience = new ResilienceOptions { BackupAddress = new Uri($"http://127.0.0.1:{merchant.BackupPort}/") };
    }

    private async Task BuyAsync(WebApplication shop)
    {
        var clients = shop.Services.GetRequiredService<IWeChatPayClients>();
        var left = _rounds;
        var events = new Dictionary<int, Func<Task>>
        {
            // By now everything is warm, and one-time allocations are done.
            [_rounds / 5] = () => Task.FromResult(_memory = GC.GetTotalMemory(forceFullCollection: true)),
            [_rounds * 2 / 5] = () => _platform.ExecuteAsync("shut"),
            [_rounds / 2] = async () => _rotatedSerial = await _platform.ExecuteAsync("rotate"),
            [_rounds * 3 / 5] = OpenMainHostAsync,
        };
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var buyer = new Buyer(
                caller,
                () => clients.Get(),
                _platform,
                _payments,
                _ledger,
                _tally,
                new FaultDice(caller),
                _clock,
                _platform.Merchant.MerchantId,
                $"{shop.Urls.Single()}/notify");
            while (_rounds - Interlocked.Decrement(ref left) is var round && round <= _rounds)
            {
                if (events.TryGetValue(round, out var happen))
                {
                    await happen();
                }
                await buyer.BuyAsync();
            }
        })));
    }

    private async Task OpenMainHostAsync()
    {
        (_entriesBeforeOpening, _) = await EntriesAsync();
        await _platform.ExecuteAsync("open");
    }

    private async Task<(int Main, int Backup)> EntriesAsync()
    {
        var entries = (await _platform.ExecuteAsync("entries")).Split(' ');
        return (int.Parse(entries[0], CultureInfo.InvariantCulture), int.Parse(entries[1], CultureInfo.InvariantCulture));
    }

    private async Task<(int Sent, int Open, int Posts)> WaitForNotificationsAsync()
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var numbers = (await _platform.ExecuteAsync("notifications")).Split(' ')
                .Select(number => int.Parse(number, CultureInfo.InvariantCulture))
                .ToArray();
            if (numbers[1] == 0 || watch.Elapsed > _maxWait)
            {
                return (numbers[0], numbers[1], numbers[2]);
            }
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
        }
    }

    /// <returns>The number of claims, and how many of them are wrong.</returns>
    private async Task<(int All, int Wrong)> CheckClaimsAsync(WebApplication shop)
    {
        var client = shop.Services.GetRequiredService<IWeChatPayClients>().Get();
        var wrong = 0;
        foreach (var (number, claimed) in _ledger.Claims)
        {
            if (await ExistsAsync(client, number) != claimed)
            {
                wrong++;
            }
        }
        return (_ledger.Claims.Count, wrong);
    }

    private async Task<bool> ExistsAsync(WeChatPayClient client, string number)
    {
        var query = number.StartsWith('A') ? "v3/pay/transactions/out-trade-no/{number}" : "v3/refund/domestic/refunds/{number}";
        while (true)
        {
            try
            {
                using var found = await client.Chain(query).GetAsync(new { number, query = new { mchid = _platform.Merchant.MerchantId } });
                return true;
            }
            catch (WeChatPayApiException absent) when (absent.StatusCode == 404)
            {
                return false;
            }
            catch (Exception exception) when (exception is WeChatPayException or HttpRequestException or TimeoutException)
            {
                // One of the last faults was still pending.
                _tally.Count("faults that were left over");
            }
        }
    }

    private MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "WeChatPay.Chain" && instrument is Counter<long>)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, _, _) =>
        {
            for (var i = 0; i < count; i++)
            {
                _tally.Count($"meter {instrument.Name}");
            }
        });
        listener.Start();
        return listener;
    }

    private int Report(
        TimeSpan elapsed,
        (int Sent, int Open, int Posts) delivered,
        (int All, int Wrong) claims,
        (int Main, int Backup) entries,
        PlatformKeyStatus keys)
    {
        var handled = _payments.Handled.ToList();
        var growth = (GC.GetTotalMemory(forceFullCollection: true) - _memory) / (1024.0 * 1024);
        var ports = new[] { _platform.Merchant.MainPort, _platform.Merchant.BackupPort };
        var sockets = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(connection =>
                ports.Contains(connection.RemoteEndPoint.Port) && connection.State is (TcpState.Established or TcpState.CloseWait));
        Console.WriteLine(
            $"{_tally.Sum("call "):N0} calls by {Callers} callers in {elapsed.TotalSeconds:0} s, with a clock {ClockFactor} times as "
                + $"fast: {_tally.Print("call ")}");
        Console.WriteLine($"  faults injected       {_tally.Sum("fault "):N0}: {_tally.Print("fault ")}");
        Console.WriteLine($"  failures thrown       {_tally.Print("failure ")}");
        Console.WriteLine($"  the client counted    {_tally.Print("meter ")}");
        Console.WriteLine($"  connections           main host {entries.Main:N0}, backup host {entries.Backup:N0}");
        Console.WriteLine(
            $"{delivered.Sent:N0} notifications in {delivered.Posts:N0} posts, {_tally.Sum("notification fault "):N0} of them forged or "
                + $"probes: {_tally.Print("notification fault ")}");
        Console.WriteLine(
            $"  the handler           failed {_tally["handler failed"]:N0} times, was too slow {_tally["handler too slow"]:N0} times");
        Console.WriteLine($"  memory                {growth:0.0} MiB more than after a fifth of the run");
        var verdict = new Verdict();
        verdict.Require("every call was made", _tally.Sum("call ") >= _rounds * CallsPerRound);
        verdict.Require("every payment was notified", delivered.Sent == _rounds && delivered.Open == 0);
        verdict.Require("each notification was handled exactly once", handled.Count == _rounds && handled.All(order => order.Times == 1));
        verdict.Require("no notification differed from the platform", _payments.Unexpected == 0);
        verdict.Require("no response differed from the platform", _tally["responses that differ from the platform"] == 0);
        verdict.Require($"each of {claims.All:N0} outcomes was as reported", claims.Wrong == 0);
        verdict.Require(
            "the backup host served while the main host was down", _tally["meter wechatpay.client.failovers"] > 0 && entries.Backup > 0);
        verdict.Require("the main host serves again", entries.Main > _entriesBeforeOpening);
        verdict.Require("the new certificate is known", keys.Keys.Any(key => key.Serial == _rotatedSerial));
        verdict.Require("no socket is left open", sockets == 0);
        verdict.Require("memory does not grow with the calls", growth < 16);
        return verdict.Print();
    }
}
