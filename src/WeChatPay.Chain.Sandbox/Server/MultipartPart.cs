namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>A part of a multipart body.</summary>
/// <param name="Name">The name, or null if the part has none.</param>
/// <param name="FileName">The file name, or null if the part is not a file.</param>
/// <param name="Content">The unmodified bytes.</param>
internal sealed record MultipartPart(string? Name, string? FileName, byte[] Content);
