namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>The result of a cell, as seen by the client and the servers.</summary>
/// <param name="Failure">The exception that the verb threw; null when it returned.</param>
/// <param name="Reads">How often a server read a complete request head.</param>
/// <param name="AnyByteRead">Whether any byte of the request was read.</param>
/// <param name="Asks">How often the platform asked for a retry.</param>
/// <param name="Completions">How often a complete signed response was sent.</param>
/// <param name="Elapsed">How long the call took.</param>
public sealed record Observation(Exception? Failure, int Reads, bool AnyByteRead, int Asks, int Completions, TimeSpan Elapsed);
