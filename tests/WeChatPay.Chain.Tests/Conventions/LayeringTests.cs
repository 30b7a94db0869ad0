namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class LayeringTests
{
    private static readonly IReadOnlyList<SourceFile> _files = SourceFile.Of(Layers.Project);

    [Test]
    public void Folders_OfTheLibrary_AreThoseInTheOrder()
    {
        var folders = _files.Select(file => file.Place.Folder).Where(folder => folder.Length > 0).Distinct();

        Assert.That(folders, Is.EquivalentTo(Layers.Order), "A new folder has to stand somewhere in Layers.Order: above what it uses, below what uses it.");
    }

    [Test]
    public void File_UsesFoldersBelowItsOwn([ValueSource(nameof(_files))] SourceFile file)
    {
        Assert.That(Layers.LookingBack(file), Is.Empty);
    }

    [TestCase("using WeChatPay.Chain.Crypto;")]
    [TestCase("using static WeChatPay.Chain.Crypto.Hash;")]
    [TestCase("using Digest = WeChatPay.Chain.Crypto.Hash;")]
    [TestCase("global using WeChatPay.Chain.Crypto;")]
    [TestCase("    private int x = WeChatPay.Chain.Crypto.Hash.Length;")]
    [TestCase("    private int x = Crypto.Hash.Length;")]
    [TestCase("    private Crypto.Hash x;")]
    public void LookingBack_ALineThatDoes_IsNamedWithItsFile(string line)
    {
        var file = new SourceFile("WeChatPay.Chain/Wire/Fields.cs", $"namespace WeChatPay.Chain.Wire;\n{line}\n");

        Assert.That(Layers.LookingBack(file), Has.One.StartsWith("WeChatPay.Chain/Wire/Fields.cs:2 looks back from Wire to Crypto").And.Contains(line.Trim()));
    }

    [TestCase("using WeChatPay.Chain.Wire;")]
    [TestCase("using WeChatPay.Chain.Keys;")]
    [TestCase("using System.Security.Cryptography;")]
    [TestCase("// Above stands Chaining.UrlChain;")]
    [TestCase("    /// <see cref=\"Chaining.UrlChain\"/>")]
    [TestCase("    private int x = _keys.Requests.Count;")]
    public void LookingBack_ALineThatDoesNot_IsNotNamed(string line)
    {
        Assert.That(Layers.LookingBack(new SourceFile("WeChatPay.Chain/Keys/PlatformKeys.cs", line)), Is.Empty);
    }

    [Test]
    public void LookingBack_AFileAtTheRoot_MayUseAll()
    {
        Assert.That(Layers.LookingBack(new SourceFile("WeChatPay.Chain/Builder.cs", "using WeChatPay.Chain.Chaining;\nusing WeChatPay.Chain.Wire;")), Is.Empty);
    }

    [Test]
    public void Flurl_IsKnownToTransportAlone()
    {
        var files = _files.Where(file => file.Place.Folder != "Transport" && file.Code.Any(line => line.Code.Contains("using Flurl", StringComparison.Ordinal)));

        Assert.That(files, Is.Empty);
        Assert.That(_files, Has.Some.Matches<SourceFile>(file => file!.Text.Contains("using Flurl.Http;", StringComparison.Ordinal)));
    }

    [Test]
    public void Newtonsoft_IsKnownByNameAlone()
    {
        Assert.That(_files.Where(file => file.Code.Any(line => line.Code.Contains("using Newtonsoft", StringComparison.Ordinal))), Is.Empty);
    }
}
