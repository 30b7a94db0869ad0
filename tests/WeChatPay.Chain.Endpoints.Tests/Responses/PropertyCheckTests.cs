using System.Text.Json.Nodes;
using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Endpoints.Tests.Responses;

/// <summary>The check finds a property that reads something else.</summary>
internal sealed class PropertyCheckTests
{
    private static readonly Webhook _webhook =
        CatalogueFiles.Current.Webhooks.Single(webhook => webhook.Id == "v3/MCHTRANSFER.BILL.FINISHED");

    [Test]
    public void FindWrong_AnotherValue_NamesTheField()
    {
        var json = SampleJson.Object(_webhook.Resource);
        json["transfer_amount"] = 1;

        Assert.That(FindWrong(json), Has.One.Items.And.One.EqualTo("x.transfer_amount: 1"));
    }

    [Test]
    public void FindNotMissing_AFieldThatIsThere_NamesIt() => Assert.That(
        PropertyCheck.FindNotMissing(Create(new JsonObject { ["state"] = "SUCCESS" }), _webhook.Resource, "x"),
        Has.Some.EqualTo("x.state: SUCCESS"));

    private static IEnumerable<string> FindWrong(JsonObject json) => PropertyCheck.FindWrong(Create(json), _webhook.Resource, "x");

    private static object Create(JsonObject json) => Webhooks.Create(typeof(MchtransferBillFinished), json);
}
