namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>A page that a visitor received.</summary>
internal sealed record Visit(int Status, string Path, string Html)
{
    /// <summary>The number of the order, with which the path ends.</summary>
    public string Number => Path.Split('/')[^1];

    public static async Task<Visit> ReadAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.RequestMessage!.RequestUri!.AbsolutePath, await response.Content.ReadAsStringAsync());
}
