namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Captures the token of a handler that waits at a gate.</summary>
internal sealed class TokenCapture
{
    public Gate Gate { get; } = new();

    public CancellationToken Token { get; private set; }

    /// <summary>For a handler that observes its token.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        return Gate.PassAsync(cancellationToken);
    }
}
