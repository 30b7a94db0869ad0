using System.Diagnostics;
using WeChatPay.Chain.Benchmarks.Load;
using WeChatPay.Chain.Media;

namespace WeChatPay.Chain.Benchmarks.Files;

/// <summary>
/// Measures the memory used by large files: the growth of the peak working set. Each step runs in a separate process.
/// </summary>
internal static class FilesRun
{
    private const int UploadMebibytes = 200;
    private const int DownloadMebibytes = 1024;
    private const int WarmUpMebibytes = 2;

    private static readonly string[] _steps = ["upload", "sink", "bill", "bill-gzip", "bill-rows", "bill-gzip-sync"];

    public static void Run()
    {
        foreach (var step in _steps)
        {
            using var process = Process.Start("dotnet", [typeof(FilesRun).Assembly.Location, "files", step]);
            process.WaitForExit();
        }
    }

    public static async Task RunStepAsync(string step)
    {
        var folder = Directory.CreateTempSubdirectory("wechatpay-chain-files-");
        try
        {
            using var platform = LoadPlatform.StartProcess("files-platform");
            using var client = new WeChatPayClient(BenchmarkKeys.Options(platform.PublicKey, platform.BaseAddress));
            var path = Path.Combine(folder.FullName, "file.csv");
            var mebibytes = step == "upload" ? UploadMebibytes : DownloadMebibytes;
            await RunStepAsync(step, client, path, WarmUpMebibytes);
            if (step == "upload")
            {
                WriteFile(path, mebibytes);
            }

            GC.Collect();
            using var process = Process.GetCurrentProcess();
            var before = process.WorkingSet64;
            var allocated = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            var done = await RunStepAsync(step, client, path, mebibytes);
            process.Refresh();
            Console.WriteLine(
                $"{step,-15} {mebibytes,5} MiB in {watch.Elapsed.TotalSeconds,5:0.0} s  peak working set "
                    + $"{Mebibytes(process.PeakWorkingSet64),5:0} MiB, "
                    + $"{Mebibytes(Math.Max(0, process.PeakWorkingSet64 - before)),4:0} MiB more than before; allocated "
                    + $"{Mebibytes(GC.GetTotalAllocatedBytes() - allocated),6:0} MiB  {done}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunStepAsync(string step, WeChatPayClient client, string path, int mebibytes)
    {
        var query = new { mebibytes, tar_type = step.Contains("gzip", StringComparison.Ordinal) ? "GZIP" : null };
        switch (step)
        {
            case "upload":
                if (!File.Exists(path))
                {
                    WriteFile(path, mebibytes);
                }
                await client.Chain("v3/merchant/media/upload").PostAsync(new { body = new MediaUpload(path), timeout = 120 });
                break;
            case "sink":
                await client.Chain("v3/billdownload/file").GetAsync(new { query, sink = path });
                break;
            case "bill-gzip-sync":
                client.DownloadBill("v3/bill/tradebill", path, new { query });
                break;
            case "bill-rows":
                using (var bill = await client.OpenBillAsync("v3/bill/tradebill", new { query }))
                {
                    var rows = 0L;
                    await foreach (var row in bill.ReadRowsAsync())
                    {
                        rows += row["商户订单号"].Length > 0 ? 1 : 0;
                    }
                    return $"({rows:N0} rows)";
                }
            default:
                await client.DownloadBillAsync("v3/bill/tradebill", path, new { query });
                break;
        }
        return $"({new FileInfo(path).Length:N0} bytes)";
    }

    private static void WriteFile(string path, int mebibytes)
    {
        var block = new byte[1024 * 1024];
        using var file = File.Create(path);
        for (var i = 0; i < mebibytes; i++)
        {
            file.Write(block);
        }
    }

    private static double Mebibytes(long bytes) => bytes / (1024.0 * 1024);
}
