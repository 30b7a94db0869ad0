namespace WeChatPay.Chain.Calls;

/// <summary>A request body that knows its signed bytes: all of them, or only the meta part of an upload.</summary>
internal interface ISignedBytes
{
    /// <summary>The bytes that the signature covers, exactly as they are sent.</summary>
    byte[] SignedBytes { get; }
}
