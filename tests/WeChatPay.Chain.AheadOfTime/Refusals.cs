using System.Diagnostics.CodeAnalysis;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>What needs reflection: an error before anything is sent, and never a body that lacks something.</summary>
internal static class Refusals
{
    public static async Task RunAsync(WeChatPayClient client, Platform platform, Report report)
    {
        var orders = client.Chain("v3/pay/transactions/jsapi");
        var received = platform.Received;

        async Task RefuseAsync(string what, Func<Task<WeChatPayResponse>> send)
        {
            try
            {
                using var response = await send();
                report.Same(what, $"sent {response.Body}", "refused");
            }
            catch (ArgumentException exception)
            {
                report.Same(
                    what, exception.Message.Contains(" Pass ", StringComparison.Ordinal) ? "refused" : exception.Message, "refused");
            }
        }

        Task<WeChatPayResponse> Post(object json) => orders.PostAsync(new RequestOptions { Json = json });

        // The trimmer keeps properties that are read; the object is refused all the same, because the next one may lose them.
        var read = new { appid = "wx", total = 1 };
        report.Same("properties that are read", $"{read.appid} {read.total}", "wx 1");
        await RefuseAsync("anonymous options", () => PostAnonymousAsync(orders));
        await RefuseAsync("an anonymous Json", () => Post(new { out_trade_no = "T1" }));
        await RefuseAsync("an anonymous Json that is whole", () => Post(read));
        await RefuseAsync("an anonymous object in a dictionary",
            () => Post(new Dictionary<string, object> { ["amount"] = new { total = 1 } }));
        await RefuseAsync("an anonymous object in a list", () => Post(new List<object> { new { total = 1 } }));
        await RefuseAsync("a record without metadata", () => Post(new Order("T1")));
        await RefuseAsync("an enum", () => Post(new Dictionary<string, object> { ["day"] = DayOfWeek.Friday }));
        await RefuseAsync("groups", () => Post("aab".GroupBy(letter => letter)));
        await RefuseAsync("a group", () => Post("aab".GroupBy(letter => letter).First()));
        await RefuseAsync("a lookup", () => Post("aab".ToLookup(letter => letter)));
        await RefuseAsync("a task", () => Post(Task.FromResult(1)));
        await RefuseAsync("an anonymous Query", () => orders.GetAsync(new RequestOptions { Query = new { mchid = "1900000109" } }));
        await RefuseAsync("anonymous Headers", () => orders.GetAsync(new RequestOptions { Headers = new { User_Agent = "sample" } }));
        await RefuseAsync("an anonymous Xml",
            () => client.Chain("v2/pay/orderquery").PostAsync(new RequestOptions { Xml = new { appid = "wx" } }));
        report.Same("requests of these", $"{platform.Received - received}", "0");
        await ReadAsync(client, report);
    }

#if !SHOW_WARNINGS
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "That it is refused is what is shown.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "That it is refused is what is shown.")]
#endif
    private static Task<WeChatPayResponse> PostAnonymousAsync(UrlChain orders) =>
        orders.PostAsync(new { json = new { out_trade_no = "T1" } });

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "That it is refused is what is shown.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "That it is refused is what is shown.")]
    private static async Task ReadAsync(WeChatPayClient client, Report report)
    {
        using var response = await client.Chain("v3/certificates").GetAsync();
        try
        {
            report.Same("ReadAs without metadata", $"{response.ReadAs<Order>()}", "refused");
        }
        catch (NotSupportedException)
        {
            report.Same("ReadAs without metadata", "refused", "refused");
        }
    }
}
