using System.Runtime.CompilerServices;
using WeChatPay.Chain.Tests.Shared;

namespace WeChatPay.Chain.Endpoints.Tests.Conventions;

internal sealed class PublicApiTests
{
    // What is generated follows from the catalogue, and is too much to approve.
    [Test]
    public void PublicApi_OfHandwrittenTypes_IsAsApproved()
    {
        var handwritten = Directory.EnumerateFiles(Sources(), "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(name => name != nameof(UncheckedCalls))
            .ToHashSet();

        ApiApproval.Check([.. typeof(EndpointPath).Assembly.GetExportedTypes()
            .Where(type => !type.IsNested && handwritten.Contains(type.Name.Split('`')[0]))]);
    }

    private static string Sources([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(path, "..", "..", "..", "..", "src", "WeChatPay.Chain.Endpoints"));
}
