using System.Diagnostics;
using WeChatPay.Chain.Sql.Worker;

namespace WeChatPay.Chain.Sql.Tests.Support;

/// <summary>An instance of an application in its own process, which stops at a step.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private const string Worker = "WeChatPay.Chain.Sql.Worker";

    private readonly HttpClient _http = new();
    private readonly Process _process;

    public WorkerProcess(TestDatabase database, Step step)
    {
        var folder = TestContext.CurrentContext.TestDirectory.Replace(
            typeof(WorkerProcess).Assembly.GetName().Name!, Worker, StringComparison.Ordinal);
        var start = new ProcessStartInfo("dotnet", ["exec", Path.Combine(folder, $"{Worker}.dll")]) { RedirectStandardOutput = true };
        foreach (var (key, value) in TestMerchant.One.Configuration)
        {
            start.Environment[$"WeChatPay__{key.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }
        start.Environment["Dialect"] = $"{database.Dialect}";
        start.Environment["Prefix"] = database.Prefix;
        start.Environment["Connection"] = database.ConnectionString;
        start.Environment["Step"] = $"{step}";
        _process = Process.Start(start)!;
        _http.BaseAddress = new Uri(ReadLine());
    }

    /// <summary>Posts a notification, and kills the process when it has reached its step.</summary>
    public async Task PostAndKillAsync(SignedNotification notification)
    {
        using var request = notification.ToRequest("/notify");
        var post = _http.SendAsync(request);
        ReadLine();
        _process.Kill();
        await _process.WaitForExitAsync();
        await Assert.ThatAsync(() => post, Throws.InstanceOf<HttpRequestException>());
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        _http.Dispose();
    }

    private string ReadLine() =>
        _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The worker ended before it had reached its step.");
}
