using WeChatPay.Chain.Catalogue.Comparing;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Comparing;

internal sealed class OperationComparisonTests
{
    private const string Order = "POST v3/pay/orders  下单\n  -> json\n";

    [Test]
    public void Compare_TheSameCatalogue_HasNoChanges()
    {
        Assert.That(CatalogueComparison.Compare(Repository.Catalogue, Repository.Catalogue), Is.Empty);
    }

    [Test]
    public void Compare_AnotherOrderOfOperations_HasNoChanges()
    {
        var (operations, webhooks) = Repository.Catalogue;
        var reversed = new EndpointCatalogue([.. operations.Reverse()], [.. webhooks.Reverse()]);

        Assert.That(CatalogueComparison.Compare(Repository.Catalogue, reversed), Is.Empty);
    }

    [Test]
    public void Compare_EachOperationWithNothing_IsOneChangeEach()
    {
        var none = new EndpointCatalogue([], []);

        var added = CatalogueComparison.Compare(none, Repository.Catalogue);
        var removed = CatalogueComparison.Compare(Repository.Catalogue, none);

        Assert.Multiple(() =>
        {
            Assert.That(added.CountBy(change => change.IsBreaking), Is.EqualTo([KeyValuePair.Create(false, 1147 + 112)]));
            Assert.That(removed.CountBy(change => change.IsBreaking), Is.EqualTo([KeyValuePair.Create(true, 1147 + 112)]));
        });
    }

    [TestCase("", Order, "was added.")]
    [TestCase(Order, "", "! was removed; calls of it no longer compile.")]
    [TestCase(Order, "PUT v3/pay/orders  下单\n  -> json\n", "! has the verb PUT (was POST); calls of the old verb no longer compile.")]
    [TestCase(Order, "POST v3/pay/orders  下单\n  -> xml\n", "! response: is xml (was json); code that reads it no longer compiles.")]
    [TestCase(Order, "POST v3/pay/orders  预下单\n  -> json\n", "the title changed from '下单' to '预下单'.")]
    [TestCase(Order, "POST v3/pay/orders  下单\n  query!\n  -> json\n",
        "! query: was added and must be sent; calls without this argument no longer compile.")]
    [TestCase(Order, "POST v3/pay/orders  下单\n  query\n  -> json\n", "query: was added.")]
    [TestCase("POST v3/pay/orders  下单\n  query\n  -> json\n", Order,
        "! query: was removed; calls with this argument no longer compile.")]
    [TestCase("POST v3/pay/orders  下单\n  query\n  -> json\n", "POST v3/pay/orders  下单\n  query!\n  -> json\n",
        "! query: must be sent; calls without this argument no longer compile.")]
    [TestCase("POST v3/pay/orders  下单\n  query!\n  -> json\n", "POST v3/pay/orders  下单\n  query\n  -> json\n",
        "query: became optional.")]
    public void Compare_AChangedOperation_IsOneChange(string before, string after, string change)
    {
        Assert.That(Compared.Texts(before, after), Is.EqualTo([change]));
    }

    [Test]
    public void Compare_ARenamedVariable_IsFoundDespiteTheOtherPath()
    {
        var changes = Compared.Texts(
            "GET v3/pay/{id}/x  查单\n  path\n    id! string\n  -> json\n",
            "GET v3/pay/{no}/x  查单\n  path\n    no! string\n  -> json\n");

        Assert.That(changes, Is.EqualTo(
        [
            "! has other variables in the path (was 'v3/pay/{id}/x'); calls with the old names no longer compile.",
            "! path.id: was removed; code that sets it no longer compiles.",
            "! path.no: was added and is required; an object without it no longer compiles.",
        ]));
    }

    [Test]
    public void Compare_OneOfTwoVerbsRemoved_IsNotARenaming()
    {
        const string Both = "GET v3/pay/a  查\n  -> json\n\nPOST v3/pay/a  写\n  -> json\n";

        Assert.That(Compared.Texts(Both, "PUT v3/pay/a  改\n  -> json\n"), Is.EquivalentTo(
        [
            "was added.",
            "! was removed; calls of it no longer compile.",
            "! was removed; calls of it no longer compile.",
        ]));
    }

    [TestCase("", "host https://a.com/", "host: requests may be sent to 'https://a.com/' too.")]
    [TestCase("host https://a.com/", "", "! host: 'https://a.com/' was removed; calls with 'base_uri' no longer compile.")]
    [TestCase("host https://a.com/", "host https://b.com/", "! host: requests belong to 'https://b.com/'; other hosts may reject them.")]
    [TestCase("host https://a.com/", "host! https://a.com/",
        "! host: requests belong to 'https://a.com/' only; other hosts may reject them.")]
    [TestCase("host! https://a.com/", "host https://a.com/", "host: requests may be sent to 'https://a.com/' too.")]
    [TestCase("", "flags security", "flags: 'security' was added.")]
    [TestCase("flags security", "", "! flags: 'security' was removed; calls that use it no longer compile.")]
    [TestCase("flags skipVerify", "", "flags: 'skipVerify' was removed.")]
    [TestCase("", "wire v3/pay/x", "the path that is sent changed from nothing to 'v3/pay/x'.")]
    [TestCase("", "page #", "the page changed from nothing to '#'.")]
    [TestCase("", "product 支付 both", "'product 支付 both' was added.")]
    [TestCase("", "status deprecated 2020", "'status deprecated 2020' was added.")]
    [TestCase("doc v3/merchant/1", "", "'doc v3/merchant/1' was removed.")]
    [TestCase("", "rival POST v3/pay/orders", "'rival POST v3/pay/orders' was added.")]
    [TestCase("", "modes merchant partner", "the modes changed from nothing to 'merchant partner'.")]
    [TestCase("checked go", "checked java", "the sources changed from 'go' to 'java'.")]
    [TestCase("", "sample https://a.com", "the sample changed from nothing to 'https://a.com'.")]
    [TestCase("", "variant {}", "'variant {}' was added.")]
    [TestCase("media {}", "media []", "the parts of the upload changed from '{}' to '[]'.")]
    [TestCase("", "oneof json a | b", "'oneof json a | b' was added.")]
    [TestCase("need json a if b", "", "'need json a if b' was removed.")]
    [TestCase("error 400 A", "", "'error 400 A' was removed.")]
    public void Compare_AChangedLine_IsOneChange(string before, string after, string change)
    {
        Assert.That(Compared.Texts(Lines(before), Lines(after)), Is.EqualTo([change]));
    }

    private static string Lines(string line) => Small.Lines(line.Length == 0 ? [] : [line]);
}
