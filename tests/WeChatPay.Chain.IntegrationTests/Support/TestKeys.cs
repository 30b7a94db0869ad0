using System.Security.Cryptography;

namespace WeChatPay.Chain.IntegrationTests.Support;

/// <summary>Key pairs generated for this run. <see cref="RSA"/> is safe for concurrent use here, so all tests share them.</summary>
public static class TestKeys
{
    /// <summary>Signs requests.</summary>
    public static RSA Merchant { get; } = RSA.Create(2048);

    /// <summary>Signs responses.</summary>
    public static RSA Platform { get; } = RSA.Create(2048);

    /// <summary>Verifies responses.</summary>
    public static RSA PlatformPublic { get; } = RSA.Create(Platform.ExportParameters(includePrivateParameters: false));
}
