namespace WeChatPay.Chain.Sandbox;

/// <summary>An endpoint and what is answered there.</summary>
internal sealed record Route(Endpoint Endpoint, Func<SandboxRequest, SandboxAnswer> Answer);
