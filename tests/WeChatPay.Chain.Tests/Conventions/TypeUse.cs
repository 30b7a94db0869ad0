namespace WeChatPay.Chain.Tests.Conventions;

/// <summary>A place where a file of the library uses a type of another file.</summary>
/// <param name="File">The file that uses the type, relative to the project.</param>
/// <param name="Line">The line of the use, starting with 1.</param>
/// <param name="Type">The name of the type.</param>
/// <param name="UsedFile">The file that declares the type, relative to the project.</param>
internal sealed record TypeUse(string File, int Line, string Type, string UsedFile);
