namespace WeChatPay.Chain.Sandbox;

/// <summary>Where a connection ends before its time.</summary>
internal enum Drop
{
    Never,
    BeforeAnswer,
    InsideBody,
}
