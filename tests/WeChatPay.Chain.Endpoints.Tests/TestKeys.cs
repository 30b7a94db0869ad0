using System.Security.Cryptography;

namespace WeChatPay.Chain.Endpoints.Tests;

/// <summary>The keys of the merchant and the platform.</summary>
internal static class TestKeys
{
    public static RSA Merchant { get; } = RSA.Create(2048);

    public static RSA Platform { get; } = RSA.Create(2048);
}
