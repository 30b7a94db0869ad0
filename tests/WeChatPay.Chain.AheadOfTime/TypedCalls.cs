using WeChatPay.Chain.Endpoints;
using WeChatPay.Chain.Media;
using TransactionData = WeChatPay.Chain.Endpoints.V3Endpoints.Pay.Transactions.OutTradeNo.ByOutTradeNo.GetData;

namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Calls of typed endpoints, whose bodies need no reflection, and the ways to read their responses.</summary>
internal static class TypedCalls
{
    public static async Task RunAsync(WeChatPayClient client, Platform platform, Report report)
    {
        await PostAsync(client, platform, report);
        await QueryAsync(client, report);
        Upload(client, report);
        Read(report);
    }

    private static async Task PostAsync(WeChatPayClient client, Platform platform, Report report)
    {
        using var order = await client.v3.pay.transactions.jsapi.PostAsync(
            json: new()
            {
                appid = "wx8888888888888888",
                mchid = "1900000109",
                description = "QQ doll",
                out_trade_no = "T1",
                notify_url = "https://shop.example/notify",
                amount = new() { total = 100, currency = null },
                limit_pay = ["no_credit"],
                support_fapiao = true,
                payer = new()
                {
                    openid = "o1",
                    identity = new() { type = "IDCARD", number = Sensitive.From("1"), name = Sensitive.From("张三") },
                },
                detail = new()
                {
                    goods_detail =
                    [
                        new() { merchant_goods_id = "G1", quantity = 1, unit_price = 60 },
                        new() { merchant_goods_id = "G2", quantity = 2, unit_price = 20 },
                    ],
                },
                ["new_field"] = new Dictionary<string, object?> { ["a"] = 1.10m },
            },
            headers: new() { Wechatpay_Serial = null });
        var body = order.Json.GetProperty("body");
        var identity = body.GetProperty("payer").GetProperty("identity");
        report.Check("a typed body", body.GetRawText().Replace(identity.GetRawText(), "…", StringComparison.Ordinal),
            """
            {"appid":"wx8888888888888888","mchid":"1900000109","description":"QQ doll","out_trade_no":"T1",
            "notify_url":"https://shop.example/notify","amount":{"total":100,"currency":null},"limit_pay":["no_credit"],
            "support_fapiao":true,"payer":{"openid":"o1","identity":…},"detail":{"goods_detail":[
            {"merchant_goods_id":"G1","quantity":1,"unit_price":60},{"merchant_goods_id":"G2","quantity":2,"unit_price":20}]},
            "new_field":{"a":1.10}}
            """.ReplaceLineEndings(""));
        report.Check("a sensitive field", platform.Decrypt(identity.GetProperty("name").GetString()!), "张三");
        report.Check("a typed response", order.Data.prepay_id, "wx26");

        var diligence = client.v3.mchOperationManage.enhancedDueDiligence;
        using var submitted = await diligence._due_diligence_id_.submit.PostAsync(due_diligence_id: "D1", json: new()
        {
            sub_mchid = "1900000110",
            submit_data = new() { record_fields = [new() { name = "名称", type = 2, check_rule = new() { enum_keys = [1, 2] } }] },
        });
        report.Check("JSON within a string", submitted.Json.GetProperty("body").GetProperty("submit_data").GetString(),
            """{"record_fields":[{"name":"名称","type":2,"check_rule":{"enum_keys":[1,2]}}]}""");

        using var queried = await client.v2.pay.orderquery.PostAsync(
            xml: new() { appid = "wx8888888888888888", mch_id = "1900000109", out_trade_no = "T1" });
        report.Check("typed XML", queried.Data.attach, "True");
    }

    private static async Task QueryAsync(WeChatPayClient client, Report report)
    {
        using var order = await client.v3.pay.transactions.outTradeNo._out_trade_no_.GetAsync(
            out_trade_no: "T1", query: new() { mchid = "1900000109" }, headers: new() { ["User-Agent"] = "sample" });
        report.Check("a typed query and a variable", order.Json.GetProperty("line").GetString(),
            "GET /v3/pay/transactions/out-trade-no/T1?mchid=1900000109");
        report.Check("a typed header", order.Json.GetProperty("agent").GetString(), "sample");
        try
        {
            report.Check("a missing field", order.Data.trade_state, "rejected");
        }
        catch (InvalidOperationException exception)
        {
            report.Check("a missing field", $"{exception.Message.Contains("'trade_state'", StringComparison.Ordinal)}", "True");
        }
    }

    private static void Upload(WeChatPayClient client, Report report)
    {
        var upload = new MediaUpload("abc"u8.ToArray(), "license.png");
        using var response = client.v3.merchant.media.upload.Post(body: upload);
        var body = response.Json.GetProperty("body").GetString()!;
        report.Check("a typed upload", $"{body.Contains(upload.Sha256, StringComparison.Ordinal)}", "True");
    }

    private static void Read(Report report)
    {
        const string Json = """
            {"trade_state":"SUCCESS","amount":{"total":"100"},
             "promotion_detail":[{"coupon_id":"C1","amount":5,"goods_detail":[{"goods_id":"G1","quantity":3}]}]}
            """;
        using var response = new WeChatPayResponse<TransactionData>(WeChatPayResponse.Create(Json));
        var order = response.Data;
        var coupon = order.promotion_detail[0];
        report.Check("nested fields and lists",
            $"{order.trade_state} {order.amount?.total} {order.payer?.openid} {coupon.coupon_id} {coupon.amount} "
                + $"{coupon.goods_detail.Single().quantity}",
            "SUCCESS 100  C1 5 3");
    }
}
