namespace WeChatPay.Chain.Tests.Support;

/// <summary>A signer that completes asynchronously, as one over a network does.</summary>
internal class RemoteSigner : IRequestSigner
{
    public string Identity { get; init; } = Merchant.Id;

    public string SerialNumber { get; init; } = Merchant.SerialNumber;

    /// <summary>Signs a message.</summary>
    public Func<byte[], byte[]> Signs { get; init; } = message =>
        Merchant.Key.SignData(
            message, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        return Signs(message.ToArray());
    }
}

/// <summary>A signer that also signs synchronously.</summary>
internal sealed class BlockingSigner : RemoteSigner, IRequestSigner
{
    public byte[] Sign(ReadOnlySpan<byte> message) => Signs(message.ToArray());
}
