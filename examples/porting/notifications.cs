// Notifications (回调通知) of APIv3 and APIv2: verified and decrypted step by step, and in one step.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Globalization;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
var options = sandbox.CreateClientOptions();
var apiV3Key = options.ApiV3Key!;
var apiV2Key = options.ApiV2Key!;
// What a web server would receive. Nothing listens at notify_url here, so the notification comes from the sandbox that sent it.
using var client = new WeChatPayClient(options);
var order = new
{
    appid = "wx8888888888888888",
    mchid = options.MerchantId,
    description = "苹果",
    out_trade_no = "P2026112101",
    notify_url = "http://127.0.0.1:9/notify",
    amount = new { total = 100, currency = "CNY" }
};
client.Chain("v3/pay/transactions/native").Post(new { json = order });
var posted = await sandbox.PayAsync("P2026112101");
var headers = posted.Deliveries[0].Headers;
var body = Encoding.UTF8.GetString(posted.BodyBytes);

Console.WriteLine("APIv3, step by step");
// $timestamp = $_SERVER['HTTP_WECHATPAY_TIMESTAMP'];
var timestamp = headers["Wechatpay-Timestamp"];
// $nonce = $_SERVER['HTTP_WECHATPAY_NONCE'];
var nonce = headers["Wechatpay-Nonce"];
// $signature = $_SERVER['HTTP_WECHATPAY_SIGNATURE'];
var signature = headers["Wechatpay-Signature"];
// $platformKey = $certs[$_SERVER['HTTP_WECHATPAY_SERIAL']];
var platformKey = Rsa.From(options.PlatformKeys[headers["Wechatpay-Serial"]].ExportSubjectPublicKeyInfoPem(), KeyType.Public);
// $fresh = abs(Formatter::timestamp() - (int) $timestamp) <= 300;
var fresh = Math.Abs(Formatter.Timestamp() - long.Parse(timestamp, CultureInfo.InvariantCulture)) <= 300;
// $verified = Rsa::verify(Formatter::joinedByLineFeed($timestamp, $nonce, $body), $signature, $platformKey);
var verified = Rsa.Verify(Formatter.Response(timestamp, nonce, body), signature, platformKey);
Print("fresh and verified", fresh && verified);
// $resource = json_decode($body)->resource;
var resource = JsonElement.Parse(body).GetProperty("resource");
// $plaintext = AesGcm::decrypt($resource->ciphertext, $apiV3Key, $resource->nonce, $resource->associated_data);
var plaintext = AesGcm.Decrypt(Text(resource, "ciphertext"), apiV3Key, Text(resource, "nonce"), Text(resource, "associated_data"));
Print("decrypted", JsonElement.Parse(plaintext).GetProperty("trade_state"));

Console.WriteLine("APIv3, in one step");
var reader = new NotificationReader(options);
var notification = reader.Read(headers, Encoding.UTF8.GetBytes(body));
Print("decrypted", $"{notification.EventType} {notification.Data.out_trade_no}");
try
{
    reader.Read(headers, Encoding.UTF8.GetBytes(body + " "));
}
catch (WeChatPaySignatureException failure)
{
    Print("altered", failure.Reason);
}

Console.WriteLine("APIv2, step by step");
// $body = file_get_contents('php://input');
body = Transformer.ToXml(Signed(new()
{
    ["return_code"] = "SUCCESS",
    ["mch_id"] = options.MerchantId,
    ["out_trade_no"] = "P2026112101",
    ["result_code"] = "SUCCESS",
    ["nonce_str"] = "5K8264ILTKCH16CQ"
}));
// $fields = Transformer::toArray($body);
var fields = Transformer.ToArray(body);
// $type = $fields['sign_type'] ?? Hash::ALGO_MD5;
var type = fields.GetValueOrDefault("sign_type") as string ?? Hash.TypeMd5;
// $calculated = Hash::sign($type, Formatter::queryStringLike(Formatter::ksort($fields)), $apiV2Key);
var calculated = Hash.Sign(type, Formatter.QueryStringLike(Formatter.Ksort(fields)), apiV2Key);
// $verified = Hash::equals($calculated, $fields['sign']);
verified = Hash.Equals(calculated, fields["sign"] as string);
Print("verified", verified);
var payment = reader.ReadV2(Encoding.UTF8.GetBytes(body));
Print("in one step", payment.Data.out_trade_no);

Console.WriteLine("APIv2, a refund");
body = Transformer.ToXml(new
{
    return_code = "SUCCESS",
    mch_id = options.MerchantId,
    req_info = AesEcb.Encrypt(
        Transformer.ToXml(new { out_refund_no = "R2026112101", refund_status = "SUCCESS" }, root: "root"), Hash.Md5(apiV2Key))
});
// $fields = Transformer::toArray($body);
fields = Transformer.ToArray(body);
// $xml = AesEcb::decrypt($fields['req_info'], Hash::md5($apiV2Key));
var xml = AesEcb.Decrypt((string)fields["req_info"], Hash.Md5(apiV2Key));
// $refund = Transformer::toArray($xml);
var refund = Transformer.ToArray(xml);
Print("decrypted", $"{refund["out_refund_no"]} {refund["refund_status"]}");
var opened = reader.ReadV2(Encoding.UTF8.GetBytes(body));
Print("in one step", $"{opened.Data.out_refund_no} {opened.Data.refund_status}");

Console.WriteLine("APIv2, the reply");
// $reply = Transformer::toXml(['return_code' => 'SUCCESS', 'return_msg' => 'OK']);
var reply = Transformer.ToXml(new { return_code = "SUCCESS", return_msg = "OK" });
Print("reply", reply);

static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

Dictionary<string, string> Signed(Dictionary<string, string> fields)
{
    fields["sign"] = Hash.Sign(Hash.TypeMd5, Formatter.QueryStringLike(Formatter.Ksort(fields)), apiV2Key);
    return fields;
}

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");
