namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>A part of an upload or a form.</summary>
/// <param name="Name">Null when the part says none.</param>
/// <param name="FileName">Null for what is no file.</param>
/// <param name="Content">Byte for byte.</param>
internal sealed record MultipartPart(string? Name, string? FileName, byte[] Content);
