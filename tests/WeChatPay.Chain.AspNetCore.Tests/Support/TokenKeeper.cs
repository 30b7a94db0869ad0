namespace WeChatPay.Chain.AspNetCore.Tests.Support;

/// <summary>Shows the token of a handler that waits at a gate.</summary>
internal sealed class TokenKeeper
{
    public Gate Gate { get; } = new();

    public CancellationToken Token { get; private set; }

    /// <summary>For a handler that heeds its token.</summary>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        Token = cancellationToken;
        return Gate.PassAsync(cancellationToken);
    }
}
