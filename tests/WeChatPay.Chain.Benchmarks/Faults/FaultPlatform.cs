using System.Globalization;
using System.Text.Json;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>
/// The platform of a fault run, in a separate process: a sandbox behind two doors, the main host and the backup host. It executes
/// the commands that it reads from its standard input.
/// </summary>
internal static class FaultPlatform
{
    /// <summary>Serves until its standard input ends.</summary>
    /// <param name="start">The start of the clocks of both processes, in ticks.</param>
    /// <param name="factor">The speed of the clocks.</param>
    public static async Task RunAsync(string start, string factor)
    {
        var clock = new FastClock(
            new DateTimeOffset(long.Parse(start, CultureInfo.InvariantCulture), TimeSpan.Zero),
            int.Parse(factor, CultureInfo.InvariantCulture));
        var settings = new SandboxOptions { TimeProvider = clock, SignWithCertificate = true };
        await using var sandbox = await WeChatPaySandbox.StartAsync(settings);
        using var main = new Door(sandbox.BaseAddress.Port);
        using var backup = new Door(sandbox.BaseAddress.Port);
        var options = sandbox.CreateClientOptions();
        Console.WriteLine(JsonSerializer.Serialize(new FaultMerchant(
            options.MerchantId,
            options.MerchantSerialNumber,
            Convert.ToBase64String(options.MerchantPrivateKey!.ExportPkcs8PrivateKey()),
            options.ApiV3Key!,
            main.Port,
            backup.Port)));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(Execute(line.Split(' '), sandbox, settings, main, backup));
        }
    }

    /// <returns>One line with the result.</returns>
    private static string Execute(string[] words, WeChatPaySandbox sandbox, SandboxOptions settings, Door main, Door backup)
    {
        switch (words)
        {
            case ["fault", var kind]:
                sandbox.Inject(FaultKinds.Find(kind));
                break;
            case ["notification-fault", var kind]:
                sandbox.InjectIntoNotifications(FaultKinds.Find(kind));
                break;
            case ["pay", var outTradeNo, var copies]:
                settings.NotificationCopies = int.Parse(copies, CultureInfo.InvariantCulture);
                _ = sandbox.PayAsync(outTradeNo);
                break;
            case ["rotate"]:
                return sandbox.RotateCertificate();
            case ["shut"]:
                main.Shut();
                break;
            case ["open"]:
                main.Open();
                break;
            case ["entries"]:
                return $"{main.Entries} {backup.Entries}";
            case ["notifications"]:
                var sent = sandbox.Notifications;
                return $"{sent.Count} {sent.Count(notification => !notification.IsAccepted)} "
                    + $"{sent.Sum(notification => notification.Deliveries.Count)}";
            default:
                throw new ArgumentException($"'{string.Join(' ', words)}' is not a command.", nameof(words));
        }
        return "done";
    }
}
