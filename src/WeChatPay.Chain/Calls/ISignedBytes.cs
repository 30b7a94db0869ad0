namespace WeChatPay.Chain.Calls;

/// <summary>A request body that knows which of its bytes are signed: all of them, or the meta of an upload alone.</summary>
internal interface ISignedBytes
{
    /// <summary>The bytes that the signature covers, exactly as they are sent.</summary>
    byte[] SignedBytes { get; }
}
