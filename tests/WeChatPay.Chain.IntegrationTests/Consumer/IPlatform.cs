using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>A platform on loopback that a consumer's code is tried against. Each test has one for itself.</summary>
public interface IPlatform : IAsyncDisposable
{
    /// <summary>What a merchant of this platform configures; with a WeChat Pay public key, not a certificate.</summary>
    WeChatPayClientOptions CreateClientOptions();

    /// <summary>Makes it answer 200, signed, whenever this merchant asks for exactly this target.</summary>
    /// <param name="method">The verb.</param>
    /// <param name="target">Path and query as in the request line.</param>
    /// <param name="json">The body.</param>
    Task AnswerAsync(HttpMethod method, string target, string json);

    /// <summary>What this merchant has sent so far, in the order in which it came.</summary>
    Task<IReadOnlyList<ReceivedRequest>> RequestsAsync();
}
