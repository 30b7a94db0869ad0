using WeChatPay.Chain.Endpoints;
using WeChatPay.Chain.Media;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples.Snippets;

public sealed class TypedEndpointsTests : SnippetTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("wechatpay-typed-").FullName;

    [TearDown]
    public void DeleteFiles() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Order_Typed_ReturnsItsCode()
    {
        var options = Sandbox.CreateClientOptions();

        using var client = new WeChatPayClient(options);

        using var order = await client.v3.pay.transactions.native.PostAsync(json: new()
        {
            appid = "wx8888888888888888",
            mchid = options.MerchantId,
            description = "Image形象店-深圳腾大-QQ公仔",
            out_trade_no = "A20261121001",
            notify_url = "http://127.0.0.1:9/notify",
            amount = new() { total = 100 },
        });
        string codeUrl = order.Data.code_url;

        Assert.That(codeUrl, Does.StartWith("weixin://"));
    }

    [Test]
    public async Task Order_Dynamic_IsTheSameRequest()
    {
        var options = Sandbox.CreateClientOptions();

        dynamic client = new WeChatPayClient(options);

        using var order = await client.v3.pay.transactions.native.PostAsync(json: new
        {
            appid = "wx8888888888888888",
            mchid = options.MerchantId,
            description = "Image形象店-深圳腾大-QQ公仔",
            out_trade_no = "A20261121001",
            notify_url = "http://127.0.0.1:9/notify",
            amount = new { total = 100 },
        });
        string codeUrl = order.Data.code_url;

        client.Dispose();
        Assert.That(codeUrl, Does.StartWith("weixin://"));
        var dynamicBody = Sandbox.Requests.Single().Body;
        await Order_Typed_ReturnsItsCode();
        Assert.That(Sandbox.Requests[^1].Body, Is.EqualTo(dynamicBody));
    }

    [Test]
    public async Task Transfer_WithAListAndAnEncryptedField_IsSent()
    {
        var client = Client;
        Sandbox.Respond(HttpMethod.Post, "v3/fund-app/mch-transfer/transfer-bills", new { package_info = "abc" });

        using var transfer = await client.v3.fundApp.mchTransfer.transferBills.PostAsync(json: new()
        {
            appid = "wx8888888888888888",
            out_bill_no = "T20261121001",
            transfer_scene_id = "1000",
            openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
            user_name = Sensitive.From("张三"),
            transfer_amount = 200000,
            transfer_remark = "新会员开通有礼",
            transfer_scene_report_infos =
            [
                new() { info_type = "活动名称", info_content = "新会员有礼" },
                new() { info_type = "奖励说明", info_content = "注册会员抽奖一等奖" },
            ],
        });
        string? packageInfo = transfer.Data.package_info;

        Assert.That(packageInfo, Is.EqualTo("abc"));
        var received = Sandbox.Requests.Single();
        Assert.That(received.Decrypt(received.Json.GetProperty("user_name").GetString()!), Is.EqualTo("张三"));
        Assert.That(received.Headers["Wechatpay-Serial"], Is.EqualTo(Sandbox.CreateClientOptions().PlatformKeys.PublicKeyId));
        Assert.That(received.Json.GetProperty("transfer_scene_report_infos").GetArrayLength(), Is.EqualTo(2));
    }

    [Test]
    public async Task Permission_WithAnUndocumentedField_IsSentWithoutTheFieldThatIsLeftOut()
    {
        var client = Client;
        Sandbox.Respond(HttpMethod.Post, "v3/payscore/permissions", new { apply_permissions_token = "token-1" });

        using var permission = await client.v3.payscore.permissions.PostAsync(json: new()
        {
            service_id = "500001",
            appid = "wx8888888888888888",
            authorization_code = null!,
            ["new_field"] = "value",
        });

        Assert.That(permission.Data.apply_permissions_token, Is.EqualTo("token-1"));
        Assert.That(
            Sandbox.Requests.Single().Body,
            Is.EqualTo("""{"service_id":"500001","appid":"wx8888888888888888","new_field":"value"}"""));
    }

    [Test]
    public async Task V2Order_WithJsonInAField_SendsAString()
    {
        var client = Client;

        using var order = await client.v2.pay.unifiedorder.PostAsync(xml: new()
        {
            appid = "wx8888888888888888",
            mch_id = client.MerchantId,
            body = "云店-水果",
            out_trade_no = "A20261121001",
            total_fee = 100,
            spbill_create_ip = "192.0.2.1",
            notify_url = "https://example.com/notify",
            trade_type = "MWEB",
            scene_info = new() { h5_info = new() { type = "Wap", wap_url = "https://example.com", wap_name = "云店" } },
        });

        Assert.That(order.Data.prepay_id, Is.Not.Null);
        Assert.That(
            Sandbox.Requests.Single().Xml["scene_info"],
            Is.EqualTo("""{"h5_info":{"type":"Wap","wap_url":"https://example.com","wap_name":"云店"}}"""));
    }

    [Test]
    public async Task Files_UploadedAndDownloaded_AreComplete()
    {
        var client = Client;
        var folder = _folder;
        File.WriteAllBytes($"{folder}/license.png", [0x89, 0x50, 0x4E, 0x47]);
        Sandbox.Respond(HttpMethod.Post, "v3/merchant/media/upload", new { media_id = "m-1" });
        Sandbox.Respond(
            HttpMethod.Get, "v3/merchant-service/images/{media_id}",
            SandboxResponse.Bytes([0xFF, 0xD8, 0xFF], "image/jpeg") with { IsSigned = false });

        using var upload = await client.v3.merchant.media.upload.PostAsync(body: new MediaUpload($"{folder}/license.png"));
        string mediaId = upload.Data.media_id;

        using var image = await client.v3.merchantService.images._media_id_.GetAsync(media_id: mediaId, sink: $"{folder}/{mediaId}.jpg");

        Assert.That(File.ReadAllBytes($"{folder}/m-1.jpg"), Is.EqualTo(new byte[] { 0xFF, 0xD8, 0xFF }));
    }

    [Test]
    public async Task Query_OfAnOrder_ReadsItsFields()
    {
        var client = Client;
        Sandbox.Respond(
            HttpMethod.Get, "v3/pay/transactions/out-trade-no/{out_trade_no}", new { trade_state = "NOTPAY", new_field = "value" });

        using var paid = await client.v3.pay.transactions.outTradeNo._out_trade_no_.GetAsync(
            out_trade_no: "A20261121001", query: new() { mchid = client.MerchantId });

        string state = paid.Data.trade_state;
        string? transactionId = paid.Data.transaction_id;
        long discount = paid.Data.promotion_detail.Sum(promotion => promotion.amount);
        string? newField = paid.Data["new_field"];

        Assert.That((state, transactionId, discount, newField), Is.EqualTo(("NOTPAY", (string?)null, 0, "value")));
        Assert.That(() => paid.Data.out_trade_no, Throws.InvalidOperationException.With.Message.Contains("'out_trade_no'"));
    }

    [Test]
    public async Task Calls_DynamicAndTyped_Mix()
    {
        var client = Client;

        var fields = new { service_id = "500001", appid = "wx8888888888888888", authorization_code = "AUTH20261121000001" };

        // Not checked: a dictionary or an anonymous object. The response is typed.
        using var first = await client.v3.payscore.permissions.PostAsync(json: fields);
        string token = first.Data.apply_permissions_token;

        // Not typed: a path that is not documented, after the indexer or Chain.
        using var second = await client.v3["payscore"].permissions.PostAsync(json: fields);
        using var third = await client.Chain("v3/payscore/permissions").PostAsync(new { json = fields });

        // The same client as dynamic.
        dynamic instance = client;
        using var fourth = await instance.v3.payscore.permissions.PostAsync(json: fields);

        Assert.That(Sandbox.Requests.Select(request => (request.Path, request.Body)).Distinct().Count(), Is.EqualTo(1));
        Assert.That((string)fourth.Data.apply_permissions_token, Is.EqualTo(token));
    }

    [Test]
    public void Response_CreatedForATest_HasTypedData()
    {
        using var response = new WeChatPayResponse<V3Endpoints.Pay.Transactions.Native.PostData>(
            WeChatPayResponse.Create("""{"code_url":"weixin://wxpay/bizpayurl?pr=1"}"""));

        Assert.That(response.Data.code_url, Is.EqualTo("weixin://wxpay/bizpayurl?pr=1"));
    }
}
