namespace WeChatPay.Chain;

/// <summary>Verifies the signature of one message that is never in memory as a whole.</summary>
public abstract class IncrementalVerifier : IDisposable
{
    /// <summary>Adds the next piece of the message.</summary>
    /// <param name="data">Valid only during the call.</param>
    public abstract void Append(ReadOnlySpan<byte> data);

    /// <summary>Ends the message and verifies its signature. Called once.</summary>
    /// <param name="signature">The signature, decoded from base64.</param>
    /// <returns><see langword="false"/> when the signature is not one of this message, or malformed.</returns>
    public abstract bool Verify(ReadOnlySpan<byte> signature);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the verifier holds, but not the key.</summary>
    /// <param name="disposing">Whether managed objects are released too.</param>
    protected virtual void Dispose(bool disposing)
    {
    }
}
