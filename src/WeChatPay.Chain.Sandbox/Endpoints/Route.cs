namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>An endpoint and the function that creates its responses.</summary>
internal sealed record Route(Endpoint Endpoint, Func<SandboxRequest, SandboxResponse> Handler);
