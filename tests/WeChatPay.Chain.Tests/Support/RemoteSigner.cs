namespace WeChatPay.Chain.Tests.Support;

/// <summary>A key that is reached over a network: nothing is signed within the call.</summary>
internal class RemoteSigner : IRequestSigner
{
    public string Identity { get; init; } = Merchant.Id;

    public string SerialNumber { get; init; } = Merchant.SerialNumber;

    /// <summary>What happens to a message.</summary>
    public Func<byte[], byte[]> Signs { get; init; } = message =>
        Merchant.Key.SignData(message, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);

    public async ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        cancellationToken.ThrowIfCancellationRequested();
        return Signs(message.ToArray());
    }
}

/// <summary>One that can be asked without a task, too.</summary>
internal sealed class BlockingSigner : RemoteSigner, IRequestSigner
{
    public byte[] Sign(ReadOnlySpan<byte> message) => Signs(message.ToArray());
}
