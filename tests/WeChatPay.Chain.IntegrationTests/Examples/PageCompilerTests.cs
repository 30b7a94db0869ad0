namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>Each block of a page compiles after the blocks before it.</summary>
public sealed class PageCompilerTests
{
    private static readonly IReadOnlyList<string> _pages =
    [
        .. RepositoryFiles.EnglishPages.Concat(RepositoryFiles.PackageReadmes).Append("README.md")
            .Where(name => MarkdownPage.Read(name).Blocks("csharp").Any()),
    ];

    [TestCaseSource(nameof(_pages))]
    public void Blocks_OfAPage_CompileInOrder(string name) =>
        Assert.That(PageCompiler.FindErrors(MarkdownPage.Read(name).Blocks("csharp")), Is.Empty);

    [TestCase(
        "var bill = await client.OpenBillAsync(\"v3/bill/tradebill\");",
        "await foreach (var row in bill.ReadRowsAsync()) { }",
        ExpectedResult = 0)]
    [TestCase(
        "dynamic client = new WeChatPayClient(options);",
        "await foreach (var row in client.OpenBill(\"\").ReadRowsAsync()) { }",
        ExpectedResult = 1)]
    [TestCase(
        "var client = new WeChatPayClient(options);",
        "await client.v3.certificates.GetAsync();",
        ExpectedResult = 0)]
    [TestCase(
        "var client = new WeChatPayClient(options);",
        "await client.v3.not.documented.GetAsync();",
        ExpectedResult = 1)]
    [TestCase(
        "dynamic client = new WeChatPayClient(options);",
        "await client.v3.certificates.GetAsync();",
        ExpectedResult = 0)]
    [TestCase(
        "var order = 1;",
        "await orderz.SomethingAsync();",
        ExpectedResult = 1)]
    public int Blocks_InOrder_HaveErrors(string first, string second) =>
        PageCompiler.FindErrors([new CodeBlock("first", "csharp", [first]), new CodeBlock("second", "csharp", [second])]).Count;
}
