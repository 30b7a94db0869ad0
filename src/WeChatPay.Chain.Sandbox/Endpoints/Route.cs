namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>An endpoint and what is answered there.</summary>
internal sealed record Route(Endpoint Endpoint, Func<SandboxRequest, SandboxResponse> Answer);
