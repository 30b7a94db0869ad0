namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>What came of a cell, seen from both sides.</summary>
/// <param name="Failure">What the verb threw; null when it returned.</param>
/// <param name="Reads">How many servers' connections read a whole head of the request.</param>
/// <param name="AnyByteRead">Whether any byte of the request was read.</param>
/// <param name="Asks">How often the platform asked for the request again.</param>
/// <param name="Completions">How often a whole signed response was sent.</param>
/// <param name="Elapsed">How long the call took.</param>
public sealed record Observation(Exception? Failure, int Reads, bool AnyByteRead, int Asks, int Completions, TimeSpan Elapsed);
