namespace WeChatPay.Chain;

/// <summary>Verifies the signature of a message that arrives in pieces. Use one instance for each message.</summary>
public abstract class IncrementalVerifier : IDisposable
{
    /// <summary>Adds the next piece of the message.</summary>
    /// <param name="data">Valid only during the call.</param>
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>Completes the message and verifies its signature. Called once.</summary>
    /// <param name="signature">The signature, decoded from base64.</param>
    /// <returns><see langword="false"/> if the signature does not match the message or is malformed.</returns>
    public abstract bool Verify(ReadOnlySpan<byte> signature);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the resources of the verifier, but not the key.</summary>
    /// <param name="disposing"><see langword="true"/> to release managed resources too.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
