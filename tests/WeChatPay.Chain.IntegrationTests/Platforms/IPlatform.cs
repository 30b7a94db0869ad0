using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>
/// A platform on loopback. Each test starts one, and its clock is frozen.
/// </summary>
public interface IPlatform : IAsyncDisposable
{
    /// <summary>Creates the options of a merchant of this platform, with a WeChat Pay public key.</summary>
    WeChatPayClientOptions CreateClientOptions();

    /// <summary>Sets the response to a request. The newest setting wins.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="target">The path and query, as in the request line.</param>
    /// <param name="response">The response.</param>
    Task RespondAsync(HttpMethod method, string target, CannedResponse response);

    /// <summary>Returns the requests received so far, in no particular order.</summary>
    Task<IReadOnlyList<ReceivedRequest>> RequestsAsync();
}
