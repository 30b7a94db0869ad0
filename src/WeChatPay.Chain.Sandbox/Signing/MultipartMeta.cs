using WeChatPay.Chain.Sandbox.Server;

namespace WeChatPay.Chain.Sandbox.Signing;

/// <summary>Finds what an upload is signed over: the part <c>meta</c>, byte for byte.</summary>
internal static class MultipartMeta
{
    public const string Name = "meta";

    /// <returns>The whole body of anything that is no upload; null for an upload without that part.</returns>
    public static byte[]? SignedBytes(SandboxRequest request) => MultipartBody.Parts(request) is { } parts
        ? parts.FirstOrDefault(part => part.Name == Name)?.Content
        : request.BodyBytes;
}
