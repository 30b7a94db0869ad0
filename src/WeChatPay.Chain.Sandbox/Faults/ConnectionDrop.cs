namespace WeChatPay.Chain.Sandbox.Faults;

/// <summary>When the server closes the connection early.</summary>
internal enum ConnectionDrop
{
    Never,
    BeforeResponse,
    InsideBody,
}
