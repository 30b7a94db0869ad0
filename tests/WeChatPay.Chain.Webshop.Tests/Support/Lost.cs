using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>Calls of which the shop does not learn what became of them, and which its client does not repeat by itself.</summary>
internal static class Lost
{
    /// <summary>It took effect.</summary>
    public static SandboxFault Answer => SandboxFault.DroppedConnection;

    /// <summary>It took none: something between has answered, which nobody can prove to be the platform.</summary>
    public static SandboxFault Request { get; } = SandboxFault.Response(SandboxResponse.Empty() with { IsSigned = false });
}
