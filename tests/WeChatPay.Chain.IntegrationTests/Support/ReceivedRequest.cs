namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>A request as it arrived at a platform.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">Path and query exactly as in the request line.</param>
/// <param name="Headers">By name, whatever its case; several of one name are joined with a comma.</param>
/// <param name="Body">The bytes as they came; empty when there were none.</param>
public sealed record ReceivedRequest(HttpMethod Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
