using System.Security.Cryptography;

namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>Key pairs made for this run. An <see cref="RSA"/> serves all threads, so every test may use them.</summary>
public static class TestKeys
{
    /// <summary>Signs requests.</summary>
    public static RSA Merchant { get; } = RSA.Create(2048);

    /// <summary>Signs answers.</summary>
    public static RSA Platform { get; } = RSA.Create(2048);

    /// <summary>Verifies answers.</summary>
    public static RSA PlatformPublic { get; } = RSA.Create(Platform.ExportParameters(includePrivateParameters: false));
}
