using System.Security.Cryptography;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class SignerTests
{
    [Test]
    public async Task RequestSigner_WithTheKeyElsewhere_SignsEachRequest()
    {
        await using var sandbox = await WeChatPaySandbox.StartAsync();
        var options = sandbox.CreateClientOptions();
        var vault = new Vault(options.MerchantPrivateKey!);
        options.MerchantPrivateKey = null;

        options.RequestSigner = new VaultSigner(vault, options.MerchantId, options.MerchantSerialNumber);

        using var client = new WeChatPayClient(options);
        await client.Chain("v3/certificates").GetAsync();
        Assert.That(sandbox.Requests.Single().IsSignatureValid);
    }

    internal sealed class VaultSigner(Vault vault, string merchantId, string serialNumber) : IRequestSigner
    {
        public string Identity => merchantId;

        public string SerialNumber => serialNumber;

        public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
            await vault.SignAsync(SHA256.HashData(message.Span), cancellationToken);
    }

    /// <summary>Stands in for a key service.</summary>
    internal sealed class Vault(RSA key)
    {
        public async Task<byte[]> SignAsync(byte[] hash, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return key.SignHash(hash, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }
}
