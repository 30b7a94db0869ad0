using System.Reflection;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Compares the public API of an assembly with the approved one.</summary>
internal static class ApiApproval
{
    /// <summary>Fails if the public API differs from <c>PublicApi.approved.txt</c> beside the test, and says how to approve it.</summary>
    public static void Check(Assembly assembly, [CallerFilePath] string test = "")
    {
        var approvedPath = Path.Combine(Path.GetDirectoryName(test)!, "PublicApi.approved.txt");
        var approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : "";
        var received = ApiPrinter.Print(assembly);
        if (received == approved)
        {
            return;
        }
        var receivedPath = Path.Combine(TestContext.CurrentContext.TestDirectory, "PublicApi.received.txt");
        File.WriteAllText(receivedPath, received);

        var changes = string.Join('\n', ApiDiff.Between(approved, received));
        Assert.Fail($"The public API differs from the approved one:\n{changes}\nTo approve it: cp {receivedPath} {approvedPath}");
    }
}
