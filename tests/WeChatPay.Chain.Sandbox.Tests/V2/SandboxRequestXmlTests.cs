using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

public sealed class SandboxRequestXmlTests : SandboxTests
{
    [Test]
    public async Task Xml_Post_IsFieldsOfBody()
    {
        using var client = new WeChatPayClient(Merchant.Options);
        Sandbox.Respond(HttpMethod.Post, "v2/pay/{action}", request =>
            SandboxResponse.Xml(new { said = request.Xml["body"], action = request.Variables["action"] }));

        var response = await client.Chain("v2/pay/micropay")
            .PostAsync(new { xml = new { mch_id = Merchant.Options.MerchantId, body = "a & \"中\" ]]>\r\n" } });

        Assert.That(response.Xml["said"], Is.EqualTo("a & \"中\" ]]>\r\n"));
        Assert.That(response.Xml["action"], Is.EqualTo("micropay"));
        var request = Sandbox.Requests.Single();
        Assert.That(request.Target, Is.EqualTo("/pay/micropay"));
        Assert.That(request.IsSignatureValid);
        Assert.That(request.MerchantId, Is.EqualTo(Merchant.Options.MerchantId));
        Assert.That(request.Xml["nonce_str"], Has.Length.EqualTo(32));
        Assert.That(request.MerchantSerialNumber, Is.Null);
    }

    [Test]
    public void Xml_Get_IsQuery()
    {
        using var client = new WeChatPayClient(Merchant.Options);
        Sandbox.Respond(
            HttpMethod.Get, "v2/papay/h5entrustweb", request => SandboxResponse.Xml(new { redirect_url = request.Xml["notify_url"] }));

        var response = client.Chain("v2/papay/h5entrustweb")
            .Get(new { query = new { mch_id = Merchant.Options.MerchantId, notify_url = "https://example.com/?a=1+2&b=中 文" } });

        Assert.That(response.Xml["redirect_url"], Is.EqualTo("https://example.com/?a=1+2&b=中 文"));
    }

    [Test]
    public async Task Xml_TamperedRequest_IsReadableButNotSigned()
    {
        var fields = BareV2.Query(Merchant.Options).Signed(Merchant.Options);
        fields["appid"] = "wx1";

        await Merchant.PostXmlAsync(BareV2.OrderQuery, fields);

        var request = Sandbox.Requests.Single();
        Assert.That(request.Xml, Is.EqualTo(fields));
        Assert.That(request.IsSignatureValid, Is.False);
        Assert.That(request.MerchantId, Is.Null);
    }

    [Test]
    public async Task Xml_ApiV3_IsEmpty()
    {
        await Merchant.PostAsync(SampleCalls.Permissions, SampleCalls.PermissionsBody);

        Assert.That(Sandbox.Requests.Single().Xml, Is.Empty);
    }
}
