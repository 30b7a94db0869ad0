using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>Finds the bytes that the signature of a request covers.</summary>
internal static class MultipartMeta
{
    public const string Name = "meta";

    /// <returns>The part <c>meta</c> of an upload, or null if it is missing; the whole body of any other request.</returns>
    public static byte[]? GetSignedBytes(SandboxRequest request) => MultipartBody.Read(request) is { } parts
        ? parts.FirstOrDefault(part => part.Name == Name)?.Content
        : request.BodyBytes;
}
