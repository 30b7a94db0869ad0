using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace WeChatPay.Chain.Benchmarks.Load;

/// <summary>The first call of a fresh process: the time that a command or a cold start pays, beside the bare client.</summary>
internal static class FirstCallRun
{
    private const int Rounds = 15;
    private const string Template = "v3/payscore/permissions";

    private static readonly string[] _kinds = ["bare", "chain", "dynamic"];

    /// <summary>Starts the processes, one kind after the other, and prints the medians.</summary>
    public static void Run()
    {
        using var platform = LoadPlatform.StartProcess();
        var times = _kinds.ToDictionary(kind => kind, _ => new List<double>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var kind in _kinds)
            {
                var time = Measure(kind, platform);
                if (round > 0)
                {
                    times[kind].Add(time);
                }
            }
        }
        var medians = times.ToDictionary(pair => pair.Key, pair => pair.Value.Order().ElementAt(Rounds / 2));
        Console.WriteLine($"First call of a fresh process, median of {Rounds} interleaved processes each:");
        Console.WriteLine($"  bare client                        {medians["bare"],6:0.0} ms");
        Console.WriteLine(
            $"  client.Chain(…), RequestOptions    {medians["chain"],6:0.0} ms  ratio {medians["chain"] / medians["bare"]:0.00}");
        Console.WriteLine(
            $"  dynamic chain, anonymous object    {medians["dynamic"],6:0.0} ms  ratio {medians["dynamic"] / medians["bare"]:0.00}");
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
        if (kind == "chain")
        {
            await client.Chain(Template).PostAsync(new RequestOptions { Json = BareClient.Payload });
            return;
        }
        dynamic chain = client;
        await chain.v3.payscore.permissions.PostAsync(
            json: new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "1234323JKHDFE1243252" });
    }

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
