using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace WeChatPay.Chain.Benchmarks.Load;

/// <summary>The first call of a fresh process: the time that a command or a cold start pays, beside the bare client.</summary>
internal static class FirstCallRun
{
    private const int Rounds = 15;
    private const string Template = "v3/payscore/permissions";

    /// <summary>Measures and prints the medians.</summary>
    public static void Run()
    {
        var medians = Measure("bare", "chain", "dynamic", "typed");
        Console.WriteLine($"First call of a fresh process, median of {Rounds} interleaved processes each:");
        Console.WriteLine($"  bare client                        {medians["bare"],6:0.0} ms");
        Print("client.Chain(…), RequestOptions", "chain");
        Print("dynamic chain, anonymous object", "dynamic");
        Print("typed endpoint", "typed");

        void Print(string what, string kind) =>
            Console.WriteLine($"  {what,-35}{medians[kind],6:0.0} ms  ratio {medians[kind] / medians["bare"]:0.00}");
    }

    /// <summary>Starts the processes, one kind after the other.</summary>
    /// <returns>The median of each kind in milliseconds.</returns>
    public static IReadOnlyDictionary<string, double> Measure(params IReadOnlyList<string> kinds)
    {
        using var platform = LoadPlatform.StartProcess();
        var times = kinds.ToDictionary(kind => kind, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var kind in kinds)
            {
                var time = Measure(kind, platform);
                if (round > 0)
                {
                    times[kind].Add(time);
                }
            }
        }
        return times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(Rounds / 2));
    }

    /// <summary>The fresh process: makes one call and prints its time in milliseconds.</summary>
    public static async Task RunStepAsync(string kind, Uri baseAddress, string merchantKey, string platformKey)
    {
        // What every program needs before its first call, whatever its client.
        using var merchant = RSA.Create();
        merchant.ImportPkcs8PrivateKey(Convert.FromBase64String(merchantKey), out _);
        using var platform = RSA.Create();
        platform.ImportSubjectPublicKeyInfo(Convert.FromBase64String(platformKey), out _);

        var started = Stopwatch.GetTimestamp();
        await CallAsync(kind, baseAddress, merchant, platform);
        Console.WriteLine(Stopwatch.GetElapsedTime(started).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static async Task CallAsync(string kind, Uri baseAddress, RSA merchant, RSA platform)
    {
        if (kind == "bare")
        {
            using var bare = new BareClient(baseAddress, merchant, platform);
            await bare.PostAsync();
            return;
        }
        using var client = new WeChatPayClient(BenchmarkKeys.Options(merchant, platform, baseAddress));
        await (kind switch
        {
            "chain" => ChainAsync(client),
            "dynamic" => DynamicAsync(client),
            _ => TypedAsync(client),
        });
    }

    // In separate methods, because a method loads what it uses when it is compiled.
    private static async Task ChainAsync(WeChatPayClient client) =>
        await client.Chain(Template).PostAsync(new RequestOptions { Json = BareClient.Payload });

    private static async Task DynamicAsync(dynamic client) => await client.v3.payscore.permissions.PostAsync(
        json: new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });

    private static async Task TypedAsync(WeChatPayClient client) => await client.v3.payscore.permissions.PostAsync(
        json: new() { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });

    private static double Measure(string kind, LoadPlatform platform)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                typeof(FirstCallRun).Assembly.Location, "first-step", kind, platform.BaseAddress.OriginalString,
                Convert.ToBase64String(BenchmarkKeys.Merchant.ExportPkcs8PrivateKey()),
                Convert.ToBase64String(platform.PublicKey.ExportSubjectPublicKeyInfo()),
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var time = double.Parse(process.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        process.WaitForExit();
        return time;
    }
}
