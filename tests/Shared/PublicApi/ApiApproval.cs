using System.Reflection;
using System.Runtime.CompilerServices;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Compares what a library shows of itself with what was approved.</summary>
internal static class ApiApproval
{
    /// <summary>Fails, and says how to approve, when the public API is another one than that of <c>PublicApi.approved.txt</c> beside the test.</summary>
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

        Assert.Fail($"The public API is another one than approved:\n{string.Join('\n', ApiDiff.Between(approved, received))}\nIf that is meant: cp {receivedPath} {approvedPath}");
    }
}
