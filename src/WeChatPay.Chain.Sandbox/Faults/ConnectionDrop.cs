namespace WeChatPay.Chain.Sandbox.Faults;

/// <summary>Where a connection ends before its time.</summary>
internal enum ConnectionDrop
{
    Never,
    BeforeResponse,
    InsideBody,
}
