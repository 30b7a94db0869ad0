using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Tool;

/// <summary>The command as a program, on a small folder.</summary>
internal sealed class ToolTests
{
    private const string Order = "POST v3/pay/orders  下单\n  json\n    a string\n  -> json\n";
    private const string RequiredOrder = "POST v3/pay/orders  下单\n  json\n    a! string\n  -> json\n";

    [Test]
    public async Task Check_AFolder_PrintsCounts()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.txt", Order);
        folder.Write("glossary.txt", "a  甲 | a\n");

        var run = await ToolRun.StartAsync("check", folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Output, Does.Contain("      1 operations\n").And.Contain("      1 request fields\n")
                .And.Contain("      1 names in the glossary\n"));
        });
    }

    [Test]
    public async Task Check_AMistake_PrintsTheLine()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.txt", Order.Replace("a string", "a text", StringComparison.Ordinal));

        var run = await ToolRun.StartAsync("check", folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.StartWith("v3/pay.txt:3: 'text' is not a type;"));
            Assert.That(run.Output, Is.Empty);
        });
    }

    [Test]
    public async Task Format_AFolder_RewritesOnlyWhatIsNotCanonical()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.txt", Order.Replace("下单\n", "下单\n\n", StringComparison.Ordinal));
        folder.Write("v3/bill.txt", "GET v3/bill  账单\n  -> json\n");

        var run = await ToolRun.StartAsync("format", folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.Zero, run.Error);
            Assert.That(run.Output, Is.EqualTo("v3/pay.txt\n"));
            Assert.That(folder.Read("v3/pay.txt"), Is.EqualTo(Order));
        });
    }

    [Test]
    public async Task Compare_TwoFolders_PrintsBreakingChangesFirst()
    {
        using var before = new TemporaryFolder();
        using var after = new TemporaryFolder();
        before.Write("v3/pay.txt", Order + "\nGET v3/pay/x  查\n  -> json\n");
        after.Write("v3/pay.txt", "POST v3/pay/a  新\n  -> json\n\n" + RequiredOrder.Replace("下单", "预下单", StringComparison.Ordinal));

        var run = await ToolRun.StartAsync("compare", before.Path, after.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
            Assert.That(run.Output, Is.EqualTo("""
                POST v3/pay/orders
                  BREAKING json.a: became required; an object without it no longer compiles.
                  the title changed from '下单' to '预下单'.

                GET v3/pay/x
                  BREAKING was removed; calls of it no longer compile.

                POST v3/pay/a
                  was added.

                Changes: 4, of which breaking: 2.

                """));
        });
    }

    [Test]
    public async Task Compare_ARevision_ReadsItWithGit()
    {
        using var folder = new TemporaryFolder();
        folder.Write("catalogue/v3/pay.txt", Order);
        await GitRepository.CommitAsync(folder.Path);
        folder.Write("catalogue/v3/pay.txt", RequiredOrder);

        var run = await ToolRun.StartAsync("compare", "HEAD", Path.Combine(folder.Path, "catalogue"));

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(1), run.Error);
            Assert.That(run.Output, Does.Contain("  BREAKING json.a: became required;"));
        });
    }

    [Test]
    public async Task Compare_NoChange_ExitsWithZero()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.txt", Order);

        var run = await ToolRun.StartAsync("compare", folder.Path, folder.Path);

        Assert.That((run.ExitCode, run.Output), Is.EqualTo((0, "Changes: 0, of which breaking: 0.\n")), run.Error);
    }

    [Test]
    public async Task Compare_AnUnknownRevision_IsAnError()
    {
        using var folder = new TemporaryFolder();
        folder.Write("v3/pay.txt", Order);

        var run = await ToolRun.StartAsync("compare", "unknown", folder.Path);

        Assert.Multiple(() =>
        {
            Assert.That(run.ExitCode, Is.EqualTo(2));
            Assert.That(run.Error, Does.StartWith($"'unknown' is neither a folder nor a revision that has {folder.Path}. Git: "));
        });
    }

    [TestCase("unknown", TestName = "Tool_AnUnknownCommand_IsAnError")]
    [TestCase("check", TestName = "Tool_AMissingArgument_IsAnError")]
    [TestCase("check /does/not/exist", TestName = "Tool_AMissingFolder_IsAnError")]
    public async Task Tool_InvalidArguments_AreAnError(string arguments)
    {
        var run = await ToolRun.StartAsync(arguments.Split(' '));

        Assert.That((run.ExitCode, run.Error.Length > 0), Is.EqualTo((2, true)));
    }
}
