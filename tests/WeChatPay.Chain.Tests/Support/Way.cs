namespace WeChatPay.Chain.Tests.Support;

/// <summary>The two ways to make a call, synchronous and asynchronous, which must behave the same.</summary>
public enum Way
{
    Async,
    Sync,
}

internal static class WayExtensions
{
    public static async Task<WeChatPayResponse> GetAsync(this Way way, UrlChain chain, object? options = null) =>
        way == Way.Async ? await chain.GetAsync(options) : chain.Get(options);

    public static async Task<WeChatPayResponse> PostAsync(this Way way, UrlChain chain, object? options = null) =>
        way == Way.Async ? await chain.PostAsync(options) : chain.Post(options);

    /// <summary>Sends a message through a handler without a client around it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(this Way way, HttpMessageInvoker invoker, HttpRequestMessage message) =>
        way == Way.Async ? await invoker.SendAsync(message, CancellationToken.None) : invoker.Send(message, CancellationToken.None);
}
