using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Host.Mef;

namespace WeChatPay.Chain.Endpoints.Tests.Compilation;

/// <summary>What an editor offers at a position, which is written as <c>$$</c>.</summary>
internal sealed class CompletionTests
{
    // Each object has these.
    private static readonly string[] _ofEachObject = ["Equals", "GetHashCode", "GetType", "ToString"];

    [Test]
    public async Task Client_Offers_ItsMembersAndTheVersions()
    {
        string[] expected =
        [
            "Chain", "Decrypt", "Dispose", "DownloadBill", "DownloadBillAsync", "KeyStatus", "MerchantId", "OpenBill",
            "OpenBillAsync", "RenewPlatformKeysAsync", "SignForApp", "SignForAppAsync", "SignForAppV2", "SignForAppV2Async", "SignForJsapi",
            "SignForJsapiAsync", "SignForJsapiV2", "SignForJsapiV2Async", "SignUrl", "SignUrlAsync", "this[]", "TransferFields", "v2", "v3",
        ];

        Assert.That(await OfferedAsync("client.$$"), Is.EquivalentTo(expected));
    }

    [Test]
    public async Task Chain_Offers_ItsVerbs() => Assert.That(
        await OfferedAsync("""client.Chain("v3/certificates").$$"""),
        Is.EquivalentTo("Chain Delete DeleteAsync Get GetAsync Patch PatchAsync Post PostAsync Put PutAsync this[]".Split(' ')));

    [Test]
    public async Task Path_Offers_ItsSegmentsAndVerbs() => Assert.That(
        await OfferedAsync("client.v3.payscore.permissions.$$"),
        Is.EquivalentTo("assessUserRiskLevel authorizationCode Chain openid Post PostAsync this[]".Split(' ')));

    [Test]
    public async Task Fields_Offer_WhatIsNotSetYet() => Assert.That(
        await OfferedAsync("""_ = client.v3.payscore.permissions.PostAsync(json: new() { service_id = "1", $$ });"""),
        Is.EquivalentTo("appid authorization_code notify_url".Split(' ')));

    [Test]
    public async Task NestedFields_Offer_TheirOwn() => Assert.That(
        await OfferedAsync("_ = client.v3.pay.transactions.jsapi.PostAsync(json: new() { amount = new() { $$ } });"),
        Is.EquivalentTo("currency total".Split(' ')));

    [Test]
    public async Task Data_Offers_ItsFields() => Assert.That(
        await OfferedAsync("_ = client.v3.pay.transactions.jsapi.Post(json: null!).Data.$$"),
        Is.EquivalentTo("prepay_id this[]".Split(' ')));

    [Test]
    public async Task Arguments_Offer_TheDocumentedOptions()
    {
        var offered = await OfferedAsync("_ = client.v3.palmservice.authorization.openid._openid_.GetAsync($$);");

        Assert.That(offered.Where(name => name.EndsWith(':')), Is.SupersetOf("openid: query: headers: timeout:".Split(' ')));
    }

    private static async Task<IReadOnlyList<string>> OfferedAsync(string statement)
    {
        var source = $$"""
            class C
            {
                static async System.Threading.Tasks.Task M(WeChatPay.Chain.WeChatPayClient client)
                {
                    {{statement}}
                }
            }
            """;
        var position = source.IndexOf("$$", StringComparison.Ordinal);
        using var workspace = new AdhocWorkspace(MefHostServices.DefaultHost);
        var compilation = TestCompilation.Create();
        var project = workspace.AddProject("Completion", LanguageNames.CSharp)
            .WithMetadataReferences(compilation.References)
            .WithCompilationOptions(compilation.Options)
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp14))
            .AddDocument("Usings.cs", "global using WeChatPay.Chain;").Project;
        var document = project.AddDocument("C.cs", source.Remove(position, 2));
        var completions = await CompletionService.GetService(document)!.GetCompletionsAsync(document, position);
        // The description of an item whose namespace is not imported is that namespace. Required fields have one as well.
        var items = completions.ItemsList.Where(item => !item.InlineDescription.Contains('.', StringComparison.Ordinal));
        return [.. items.Select(item => item.DisplayText + item.DisplayTextSuffix).Except(_ofEachObject).Distinct()];
    }
}
