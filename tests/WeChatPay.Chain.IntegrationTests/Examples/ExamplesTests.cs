using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>Every file in examples/ runs without warnings and prints the expected output.</summary>
/// <remarks>Not in parallel: their builds share the output of the library.</remarks>
[NonParallelizable]
public sealed class ExamplesTests
{
    private const int TimeoutMilliseconds = 300_000;
    private const string Pay = "pay.cs";
    private const string Quickstart = "quickstart.cs";
    private const string Typed = "typed.cs";

    private static readonly Dictionary<string, string> _ports = new()
    {
        ["membercard-permission-tokens.cs"] = "^membercard-[0-9a-f]{16}$",
        ["palm-authorization.cs"] = "^AUTHORIZATION_STATE_ON$",
        ["palm-preauthorize.cs"] = "^palm-[0-9a-f]{16}$",
        ["payscore-permissions.cs"] = "^payscore-[0-9a-f]{16}$",
    };

    private static IEnumerable<TestCaseData> Ports =>
        _ports.Select(port => new TestCaseData(port.Key, port.Value).SetName($"Port_{port.Key}_PrintsOneResponseSixTimes"));

    [Test]
    public void Examples_InTheFolder_AreAllRunHere() =>
        Assert.That(RepositoryFiles.ExampleFiles.Select(Path.GetFileName), Is.EquivalentTo([.. _ports.Keys, Pay, Quickstart, Typed]));

    [TestCaseSource(nameof(Ports))]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Port(string file, string response, CancellationToken cancellationToken)
    {
        var run = await RunAsync($"examples/{file}", RepositoryFiles.Root, [], cancellationToken);

        AssertClean(run);
        Assert.That(run.Lines, Has.Count.EqualTo(6).And.All.Match(response));
        Assert.That(run.Lines.Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Pay_FromTheRoot_PrintsWhatTheReadmeShows(CancellationToken cancellationToken)
    {
        var readme = MarkdownPage.Read("README.md");

        var run = await RunAsync($"examples/{Pay}", RepositoryFiles.Root, [], cancellationToken);

        AssertClean(run);
        Assert.That(run.Lines, Is.EqualTo(readme.Blocks("text").Single().Lines));
        Assert.That(readme.Blocks("csharp").First().IsPartOf(File.ReadAllLines(Path.Combine(RepositoryFiles.Examples, Pay))));
    }

    [Test]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Quickstart_FromTheRoot_PrintsWhatThePageAboutCallsShows(CancellationToken cancellationToken)
    {
        var shown = MarkdownPage.Read("src/WeChatPay.Chain/docs/calls.md").Blocks("text").Single();

        var run = await RunAsync($"examples/{Quickstart}", RepositoryFiles.Root, [], cancellationToken);

        AssertClean(run);
        Assert.That(shown.Lines.Where(line => line.Length > 0).Select(line => line.Trim()), Is.SubsetOf(run.Lines));
        Assert.That(
            run.Lines[^1],
            Is.EqualTo("The sandbox checked the signatures of 24 of 24 requests; the client verified those of 24 of 24 responses."));
    }

    [Test]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Typed_FromTheRoot_PrintsTheResponsesOfTheQuickstart(CancellationToken cancellationToken)
    {
        var run = await RunAsync($"examples/{Typed}", RepositoryFiles.Root, [], cancellationToken);

        AssertClean(run);
        Assert.That(run.Lines, Has.Count.EqualTo(4));
        Assert.That(run.Lines[0], Does.Match(": palm-[0-9a-f]{16}$"));
        Assert.That(run.Lines[1], Does.EndWith(": AUTHORIZATION_STATE_ON"));
        Assert.That(run.Lines[2], Does.Match(": payscore-[0-9a-f]{16}$"));
        Assert.That(run.Lines[3], Does.Match(": membercard-[0-9a-f]{16}$"));
    }

    [Test]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Quickstart_FromItsFolder_Runs(CancellationToken cancellationToken) =>
        AssertClean(await RunAsync(Quickstart, RepositoryFiles.Examples, [], cancellationToken));

    [Test]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Quickstart_AsAMerchant_CallsTheBaseAddress(CancellationToken cancellationToken)
    {
        await using var platform = await WeChatPaySandbox.StartAsync(cancellationToken: cancellationToken);

        var run = await RunAsync($"examples/{Quickstart}", RepositoryFiles.Root, MerchantOf(platform), cancellationToken);

        AssertClean(run);
        Assert.That(
            run.Lines[^1],
            Is.EqualTo("WeChat Pay accepted 24 of 24 requests; the client verified the signature of each response."));
        Assert.That(platform.Requests, Has.Count.EqualTo(24).And.All.Property(nameof(SandboxRequest.IsSignatureValid)).True);
    }

    [Test]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Quickstart_AsAMerchantWithoutSomeVariables_NamesThem(CancellationToken cancellationToken)
    {
        await using var platform = await WeChatPaySandbox.StartAsync(cancellationToken: cancellationToken);
        var merchant = MerchantOf(platform);
        merchant.Remove("WECHATPAY_SERIAL");
        merchant.Remove("WECHATPAY_CARD_ID");

        var run = await RunAsync($"examples/{Quickstart}", RepositoryFiles.Root, merchant, cancellationToken);

        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors, Does.EndWith("Missing: WECHATPAY_CARD_ID, WECHATPAY_SERIAL.\n"));
        Assert.That(platform.Requests, Is.Empty);
    }

    private static Task<ExampleRun> RunAsync(
        string path, string folder, Dictionary<string, string> merchant, CancellationToken cancellationToken) =>
        ExampleRun.StartAsync(path, folder, merchant, cancellationToken);

    private static void AssertClean(ExampleRun run)
    {
        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Output, Does.Not.Contain("warning").IgnoreCase);
        Assert.That(run.Errors, Is.Empty);
    }

    private static Dictionary<string, string> MerchantOf(WeChatPaySandbox platform)
    {
        var options = platform.CreateClientOptions();
        var publicKeyId = options.PlatformKeys.PublicKeyId!;
        return new Dictionary<string, string>
        {
            ["WECHATPAY_MCHID"] = options.MerchantId,
            ["WECHATPAY_SERIAL"] = options.MerchantSerialNumber,
            ["WECHATPAY_PRIVATE_KEY"] = options.MerchantPrivateKey!.ExportPkcs8PrivateKeyPem(),
            ["WECHATPAY_PUBLIC_KEY_ID"] = publicKeyId,
            ["WECHATPAY_PUBLIC_KEY"] = options.PlatformKeys[publicKeyId].ExportSubjectPublicKeyInfoPem(),
            ["WECHATPAY_APIV3_KEY"] = options.ApiV3Key!,
            ["WECHATPAY_BASE_ADDRESS"] = options.BaseAddress.AbsoluteUri,
            ["WECHATPAY_OPENID"] = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
            ["WECHATPAY_PREAUTHORIZE_SESSION_ID"] = "20261121093000000018",
            ["WECHATPAY_ORGANIZATION_ID"] = "1005",
            ["WECHATPAY_SERVICE_ID"] = "500002",
            ["WECHATPAY_APPID"] = "wx9999999999999999",
            ["WECHATPAY_AUTHORIZATION_CODE"] = "AUTH20261121000002",
            ["WECHATPAY_CARD_ID"] = "pbLatjvWOibDc5-TBnbUk1pD12o1",
        };
    }
}
