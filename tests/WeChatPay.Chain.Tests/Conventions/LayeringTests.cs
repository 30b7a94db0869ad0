namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class LayeringTests
{
    [Test]
    public void Layers_AreTheFoldersOfTheLibrary()
    {
        var layers = LibraryModel.Current.Types.Select(type => Layers.LayerOf(type.File)).Distinct();

        Assert.That(layers, Is.EquivalentTo(Layers.Order), "Put a new folder into Layers.Order: above what it uses, below what uses it.");
    }

    [Test]
    public void Library_IsUnderstoodWhole()
    {
        Assert.That(LibraryModel.Current.UnknownNames, Is.Empty);
    }

    [Test]
    public void Library_UsesOnlyLayersBelow()
    {
        Assert.That(Layers.FindViolations(LibraryModel.Current.FindUses()), Is.Empty);
    }

    [TestCase("private const int X = Resilience.HostSwitch.RequestsPerProbe;", "HostSwitch", TestName = "FindViolations_AConstant_IsFound")]
    [TestCase("private const string X = nameof(Chaining.Verb);", "Verb", TestName = "FindViolations_ANameof_IsFound")]
    [TestCase(
        "private sealed class X : Verification.ResponseHandler { }", "ResponseHandler", TestName = "FindViolations_ABaseType_IsFound")]
    [TestCase("private WeChatPayClient? _x;", "WeChatPayClient", TestName = "FindViolations_ATypeOfTheRoot_IsFound")]
    [TestCase(
        "private Type X => typeof(WeChatPayClientOptions);", "WeChatPayClientOptions", TestName = "FindViolations_TheOptions_AreFound")]
    [TestCase("private object X(object x) => x is Bills.Bill ? 1 : 2;", "Bill", TestName = "FindViolations_APattern_IsFound")]
    [TestCase("private List<Keys.KnownKey[]> _x = [];", "KnownKey", TestName = "FindViolations_ATypeArgument_IsFound")]
    [TestCase("private void X(RequestOptions o) { }", "RequestOptions", TestName = "FindViolations_ATypeInTheRootNamespace_IsFound")]
    [TestCase("private bool X() { var rules = Make(); return rules is null; static object? Make() => default(Signing.RsaRequestSigner); }",
        "RsaRequestSigner", TestName = "FindViolations_ADefaultValue_IsFound")]
    public void FindViolations_APlantedUse_IsFound(string member, string type)
    {
        var planted = LibraryModel.Current.With(
            "Values/Planted.cs", $"namespace WeChatPay.Chain.Values;\ninternal sealed class Planted\n{{\n    {member}\n}}\n");

        Assert.That(
            Layers.FindViolations(planted.FindUses("Values/Planted.cs")),
            Has.All.StartsWith("Values/Planted.cs:4").And.Some.Contains($" uses {type} of the layer "));
    }

    [Test]
    public void FindViolations_TheTypeOfAnExpressionThatIsNeverNamed_IsFound()
    {
        var planted = LibraryModel.Current
            .With(
                "Errors/Source.cs",
                "namespace WeChatPay.Chain.Errors;\ninternal static class Source { public static WeChatPayClient? Get() => null; }\n")
            .With(
                "Crypto/Planted.cs",
                "namespace WeChatPay.Chain.Crypto;\ninternal static class Planted { public static object? X() => Errors.Source.Get(); }\n");

        Assert.That(Layers.FindViolations(planted.FindUses("Crypto/Planted.cs")), Has.Some.Contains(" uses WeChatPayClient of the layer "));
    }

    [Test]
    public void FindViolations_AUseDownward_IsNotFound()
    {
        var planted = LibraryModel.Current.With(
            "Bills/Planted.cs", "namespace WeChatPay.Chain.Bills;\ninternal sealed class Planted { private UrlChain? _x; }\n");

        Assert.That(planted.FindUses("Bills/Planted.cs"), Is.Not.Empty);
        Assert.That(Layers.FindViolations(planted.FindUses("Bills/Planted.cs")), Is.Empty);
    }

    [Test]
    public void Flurl_IsUsedOnlyInTransport()
    {
        var files = SourceFile.Of(Layers.Project)
            .Where(file => file.Code.Any(line => line.Code.Contains("using Flurl", StringComparison.Ordinal)))
            .Select(file => file.Place.Folder);

        Assert.That(files.Distinct(), Is.EqualTo(["Transport"]));
    }

    [Test]
    public void Newtonsoft_IsKnownOnlyByName()
    {
        var files = SourceFile.Of(Layers.Project)
            .Where(file => file.Code.Any(line => line.Code.Contains("using Newtonsoft", StringComparison.Ordinal)));

        Assert.That(files, Is.Empty);
    }
}
