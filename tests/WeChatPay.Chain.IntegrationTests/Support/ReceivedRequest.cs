namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>A request that a platform received.</summary>
/// <param name="Method">The verb.</param>
/// <param name="Target">The path and query, exactly as in the request line.</param>
/// <param name="Headers">The headers by case-insensitive name; several values are joined with a comma.</param>
/// <param name="Body">The bytes as received; empty for a request without a body.</param>
public sealed record ReceivedRequest(HttpMethod Method, string Target, IReadOnlyDictionary<string, string> Headers, byte[] Body);
