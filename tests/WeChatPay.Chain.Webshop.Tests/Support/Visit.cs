namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>A page as a visitor sees it.</summary>
internal sealed record Visit(int Status, string Path, string Html)
{
    /// <summary>The order's number, which the page's address ends with.</summary>
    public string Number => Path.Split('/')[^1];

    public static async Task<Visit> ReadAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.RequestMessage!.RequestUri!.AbsolutePath, await response.Content.ReadAsStringAsync());
}
