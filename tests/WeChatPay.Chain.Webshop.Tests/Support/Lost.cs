using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.Webshop.Tests.Support;

/// <summary>Faults after which the outcome of a call is unknown and the client does not retry.</summary>
internal static class Lost
{
    /// <summary>The request takes effect, and the response is lost.</summary>
    public static SandboxFault Response => SandboxFault.DroppedConnection;

    /// <summary>The request does not take effect: an unsigned response arrives, which may not come from the platform.</summary>
    public static SandboxFault Request { get; } = SandboxFault.Response(SandboxResponse.Empty() with { IsSigned = false });
}
