using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using PublicApiGenerator;

namespace WeChatPay.Chain.Tests.Shared;

/// <summary>Compares the public API of an assembly with the approved one.</summary>
internal static class ApiApproval
{
    private static readonly ApiGeneratorOptions _options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
        // Their text is long, and another test checks where they are.
        ExcludeAttributes =
        [
            typeof(RequiresDynamicCodeAttribute).FullName!,
            typeof(RequiresUnreferencedCodeAttribute).FullName!,
        ],
    };

    /// <summary>Fails if the public API differs from <c>PublicApi.approved.txt</c> beside the test, and says how to approve it.</summary>
    public static void Check(Assembly assembly, [CallerFilePath] string test = "") => Check(assembly.GeneratePublicApi(_options), test);

    /// <summary>Fails if the public API of some types differs, as of an assembly most of which is generated.</summary>
    public static void Check(Type[] types, [CallerFilePath] string test = "") => Check(types.GeneratePublicApi(_options), test);

    private static void Check(string api, string test)
    {
        var approvedPath = Path.Combine(Path.GetDirectoryName(test)!, "PublicApi.approved.txt");
        var approved = File.Exists(approvedPath) ? Lines(File.ReadAllText(approvedPath)) : [];
        var received = Lines(api);
        if (received.SequenceEqual(approved))
        {
            return;
        }
        var receivedPath = Path.Combine(TestContext.CurrentContext.TestDirectory, "PublicApi.received.txt");
        File.WriteAllLines(receivedPath, received);

        var changes = received.Except(approved)
            .Select(line => $"+ {line.Trim()}")
            .Concat(approved.Except(received).Select(line => $"- {line.Trim()}"));
        Assert.Fail(
            $"The public API differs from the approved one:\n{string.Join('\n', changes)}\nTo approve it: cp "
                + $"{receivedPath} {approvedPath}");
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd().Split('\n');
}
