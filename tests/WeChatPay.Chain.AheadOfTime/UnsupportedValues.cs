using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Values that need reflection, which are rejected before anything is sent instead of losing members.</summary>
internal static class UnsupportedValues
{
    public static async Task RunAsync(WeChatPayClient client, Platform platform, Report report)
    {
        var orders = client.Chain("v3/pay/transactions/jsapi");
        var received = platform.Received;

        async Task RejectAsync(string what, Func<Task<WeChatPayResponse>> send)
        {
            try
            {
                using var response = await send();
                report.Check(what, $"sent {response.Body}", "rejected");
            }
            catch (ArgumentException exception)
            {
                report.Check(
                    what, exception.Message.Contains(" Pass ", StringComparison.Ordinal) ? "rejected" : exception.Message, "rejected");
            }
        }

        Task<WeChatPayResponse> Post(object json) => orders.PostAsync(new RequestOptions { Json = json });

        // The trimmer keeps properties that are read. The object is rejected anyway, because other objects would lose theirs.
        var read = new { appid = "wx", total = 1 };
        report.Check("properties that are read", $"{read.appid} {read.total}", "wx 1");
        await RejectAsync("anonymous options", () => PostAnonymousAsync(orders));
        await RejectAsync("an anonymous object for a typed endpoint", () => PostUncheckedAsync(client));
        await RejectAsync("an anonymous Json", () => Post(new { out_trade_no = "T1" }));
        await RejectAsync("an anonymous Json with all its properties", () => Post(read));
        await RejectAsync("an anonymous object in a dictionary",
            () => Post(new Dictionary<string, object> { ["amount"] = new { total = 1 } }));
        await RejectAsync("an anonymous object in a list", () => Post(new List<object> { new { total = 1 } }));
        await RejectAsync("a record without metadata", () => Post(new Order("T1")));
        await RejectAsync("an enum", () => Post(new Dictionary<string, object> { ["day"] = DayOfWeek.Friday }));
        await RejectAsync("groups", () => Post("aab".GroupBy(letter => letter)));
        await RejectAsync("a group", () => Post("aab".GroupBy(letter => letter).First()));
        await RejectAsync("a lookup", () => Post("aab".ToLookup(letter => letter)));
        await RejectAsync("a task", () => Post(Task.FromResult(1)));
        await RejectAsync("an anonymous Query", () => orders.GetAsync(new RequestOptions { Query = new { mchid = "1900000109" } }));
        await RejectAsync("anonymous Headers", () => orders.GetAsync(new RequestOptions { Headers = new { User_Agent = "sample" } }));
        await RejectAsync("an anonymous Xml",
            () => client.Chain("v2/pay/orderquery").PostAsync(new RequestOptions { Xml = new { appid = "wx" } }));
        report.Check("requests sent", $"{platform.Received - received}", "0");
        await ReadAsync(client, report);
    }

#if !SHOW_WARNINGS
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The program shows that it is rejected.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The program shows that it is rejected.")]
#endif
    private static Task<WeChatPayResponse> PostAnonymousAsync(UrlChain orders) =>
        orders.PostAsync(new { json = new { out_trade_no = "T1" } });

#if !SHOW_WARNINGS
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The program shows that it is rejected.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The program shows that it is rejected.")]
#endif
    private static async Task<WeChatPayResponse> PostUncheckedAsync(WeChatPayClient client) =>
        await client.v3.pay.transactions.jsapi.PostAsync(json: new { out_trade_no = "T1" });

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "The program shows that it is rejected.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The program shows that it is rejected.")]
    private static async Task ReadAsync(WeChatPayClient client, Report report)
    {
        using var response = await client.Chain("v3/certificates").GetAsync();
        try
        {
            report.Check("ReadAs without metadata", $"{response.ReadAs<Order>()}", "rejected");
        }
        catch (NotSupportedException)
        {
            report.Check("ReadAs without metadata", "rejected", "rejected");
        }
    }
}
