namespace WeChatPay.Chain.Signing;

/// <summary>Gets signatures from a signer, in base64.</summary>
internal static class Base64Signature
{
    /// <exception cref="InvalidOperationException">The signer returned no signature.</exception>
    public static string Create(IRequestSigner signer, ReadOnlySpan<byte> message) =>
        Encode(signer, signer.Sign(message));

    /// <inheritdoc cref="Create"/>
    public static async ValueTask<string> CreateAsync(
        IRequestSigner signer, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        Encode(signer, await signer.SignAsync(message, cancellationToken).ConfigureAwait(false));

    private static string Encode(IRequestSigner signer, byte[]? signature) => signature is { Length: > 0 }
        ? Convert.ToBase64String(signature)
        : throw new InvalidOperationException(
            $"The request signer {signer.GetType().Name} returned no signature. Nothing was sent.");
}
