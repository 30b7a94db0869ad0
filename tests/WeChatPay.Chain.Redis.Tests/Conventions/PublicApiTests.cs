using System.Runtime.CompilerServices;
using WeChatPay.Chain.Tests.Conventions;

namespace WeChatPay.Chain.Redis.Tests.Conventions;

internal sealed class PublicApiTests
{
    private static readonly string _approvedPath = Path.Combine(Path.GetDirectoryName(ThisFile())!, "PublicApi.approved.txt");

    [Test]
    public void PublicApi_IsAsApproved()
    {
        var approved = File.Exists(_approvedPath) ? File.ReadAllText(_approvedPath).ReplaceLineEndings("\n") : "";
        var received = ApiPrinter.Print(typeof(RedisNotificationInbox).Assembly);
        if (received == approved)
        {
            return;
        }
        var receivedPath = Path.Combine(TestContext.CurrentContext.TestDirectory, "PublicApi.received.txt");
        File.WriteAllText(receivedPath, received);

        Assert.Fail($"The public API is another one than approved:\n{string.Join('\n', ApiDiff.Between(approved, received))}\nIf that is meant: cp {receivedPath} {_approvedPath}");
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
