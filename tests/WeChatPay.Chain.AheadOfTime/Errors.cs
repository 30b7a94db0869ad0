namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Calls that fail with an error response or a forged one.</summary>
internal static class Errors
{
    public static async Task RunAsync(WeChatPayClient client, Report report)
    {
        try
        {
            using var response = await client.Chain("v3/closed").GetAsync();
            report.Check("an error response", "none", "ORDER_CLOSED");
        }
        catch (WeChatPayApiException exception)
        {
            var seen = $"{exception.StatusCode} {exception.Code} {exception.ApiMessage}";
            report.Check("an error response", seen, "400 ORDER_CLOSED 订单已关闭");
        }
        try
        {
            using var response = await client.Chain("v3/forged").GetAsync();
            report.Check("a forged response", "accepted", "rejected");
        }
        catch (WeChatPaySignatureException exception)
        {
            report.Check("a forged response", $"{exception.Reason}", nameof(SignatureFailure.Mismatch));
        }
    }
}
