using System.CommandLine;

namespace WeChatPay.Chain.Endpoints.Tool.Commands;

/// <summary>The argument of a command that reads a catalogue.</summary>
internal static class FolderArgument
{
    public static Argument<DirectoryInfo> Create(string name) =>
        new Argument<DirectoryInfo>(name) { Description = "The folder that has v2, v3 and webhooks." }.AcceptExistingOnly();
}
