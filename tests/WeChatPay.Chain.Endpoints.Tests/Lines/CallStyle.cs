namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>The ways to write one call.</summary>
internal enum CallStyle
{
    /// <summary>Anonymous objects on a dynamic client.</summary>
    Dynamic,

    /// <summary>The same line on a typed client.</summary>
    Ported,

    /// <summary><c>new()</c> on a typed client.</summary>
    Typed,
}
