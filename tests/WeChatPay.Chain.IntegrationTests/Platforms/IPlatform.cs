using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>
/// A platform on loopback that a consumer's code is tried against. Each test has one for itself, on which time stands still.
/// </summary>
public interface IPlatform : IAsyncDisposable
{
    /// <summary>What a merchant of this platform configures; with a WeChat Pay public key, not a certificate.</summary>
    WeChatPayClientOptions CreateClientOptions();

    /// <summary>Sets what is answered to this merchant; the newest setting wins.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="target">Path and query as in the request line.</param>
    /// <param name="answer">What the platform answers.</param>
    Task AnswerAsync(HttpMethod method, string target, Answer answer);

    /// <summary>What this merchant has sent so far, in no particular order.</summary>
    Task<IReadOnlyList<ReceivedRequest>> RequestsAsync();
}
