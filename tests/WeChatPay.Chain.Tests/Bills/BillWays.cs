using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Downloads and reads a bill in both ways.</summary>
internal static class BillWays
{
    public static Task DownloadBillAsync(
        this Way way, WeChatPayClient client, string path, object? options = null, IProgress<long>? progress = null) =>
        way == Way.Async
            ? client.DownloadBillAsync(BillPlatform.Template, path, options, progress)
            : Run(() => client.DownloadBill(BillPlatform.Template, path, options, progress));

    public static Task DownloadBillAsync(
        this Way way, WeChatPayClient client, Stream target, object? options = null, IProgress<long>? progress = null) =>
        way == Way.Async
            ? client.DownloadBillAsync(BillPlatform.Template, target, options, progress)
            : Run(() => client.DownloadBill(BillPlatform.Template, target, options, progress));

    public static async Task<Bill> OpenBillAsync(this Way way, WeChatPayClient client) =>
        way == Way.Async ? await client.OpenBillAsync(BillPlatform.Template) : client.OpenBill(BillPlatform.Template);

    public static async Task<List<BillRow>> ReadRowsAsync(this Way way, Bill bill) =>
        way == Way.Async ? await bill.ReadRowsAsync().ToListAsync() : [.. bill.ReadRows()];

    public static async Task<BillRow?> ReadSummaryAsync(this Way way, Bill bill) =>
        way == Way.Async ? await bill.ReadSummaryAsync() : bill.ReadSummary();

    private static Task Run(Action call)
    {
        call();
        return Task.CompletedTask;
    }
}
