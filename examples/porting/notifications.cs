// Notifications (回调通知) of APIv3 and APIv2: verified and opened step by step, and in one.
// Each line of PHP stands above the line of C# that it becomes.

#:project ../../src/WeChatPay.Chain

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Notifications;
// The framework has an AesGcm too.
using AesGcm = WeChatPay.Chain.Crypto.AesGcm;

const string apiV3Key = "abcdefghijklmnopqrstuvwxyz012345";
const string apiV2Key = "192006250b4c09247ec02edce69f6a2d";
const string platformSerial = "PUB_KEY_ID_0119000001092026112100000000000001";
// Stands in for the platform, which keeps this key to itself.
using var platform = RSA.Create(2048);
var platformPublicKey = Rsa.FromSpki(Convert.ToBase64String(platform.ExportSubjectPublicKeyInfo()));
var (headers, body) = PostedByThePlatform();

Console.WriteLine("APIv3, step by step");
// $timestamp = $_SERVER['HTTP_WECHATPAY_TIMESTAMP'];
var timestamp = headers["Wechatpay-Timestamp"];
// $nonce = $_SERVER['HTTP_WECHATPAY_NONCE'];
var nonce = headers["Wechatpay-Nonce"];
// $signature = $_SERVER['HTTP_WECHATPAY_SIGNATURE'];
var signature = headers["Wechatpay-Signature"];
// $platformKey = $certs[$_SERVER['HTTP_WECHATPAY_SERIAL']];
var platformKey = new PlatformKeys { [platformSerial] = platformPublicKey }[headers["Wechatpay-Serial"]];
// $fresh = abs(Formatter::timestamp() - (int) $timestamp) <= 300;
var fresh = Math.Abs(Formatter.Timestamp() - long.Parse(timestamp, CultureInfo.InvariantCulture)) <= 300;
// $verified = Rsa::verify(Formatter::joinedByLineFeed($timestamp, $nonce, $body), $signature, $platformKey);
var verified = Rsa.Verify(Formatter.JoinedByLineFeed(timestamp, nonce, body), signature, platformKey);
Print("fresh and verified", fresh && verified);
// $resource = json_decode($body)->resource;
var resource = JsonElement.Parse(body).GetProperty("resource");
// $plaintext = AesGcm::decrypt($resource->ciphertext, $apiV3Key, $resource->nonce, $resource->associated_data);
var plaintext = AesGcm.Decrypt(Text(resource, "ciphertext"), apiV3Key, Text(resource, "nonce"), Text(resource, "associated_data"));
Print("opened", plaintext);

Console.WriteLine("APIv3, in one step");
var reader = new NotificationReader(new WeChatPayClientOptions
{
    MerchantId = "1900000109",
    MerchantSerialNumber = "3775B6A45ACD588826D15E583A95F5DD5B2C7E10",
    MerchantPrivateKey = RSA.Create(2048),
    PlatformKeys = { [platformSerial] = platformPublicKey },
    ApiV3Key = apiV3Key,
    ApiV2Key = apiV2Key,
});
var notification = reader.Read(headers, Encoding.UTF8.GetBytes(body));
Print("opened", $"{notification.EventType} {notification.Data.out_trade_no}");
try
{
    reader.Read(headers, Encoding.UTF8.GetBytes(body + " "));
}
catch (WeChatPaySignatureException refusal)
{
    Print("altered", refusal.Reason);
}

Console.WriteLine("APIv2, step by step");
// $body = file_get_contents('php://input');
body = Transformer.ToXml(Signed(new() { ["appid"] = "wx8888888888888888", ["out_trade_no"] = "P2026112101", ["result_code"] = "SUCCESS", ["nonce_str"] = "5K8264ILTKCH16CQ" }));
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
body = Transformer.ToXml(new { return_code = "SUCCESS", req_info = AesEcb.Encrypt(Transformer.ToXml(new { out_refund_no = "R2026112101", refund_status = "SUCCESS" }, root: "root"), Hash.Md5(apiV2Key)) });
// $fields = Transformer::toArray($body);
fields = Transformer.ToArray(body);
// $xml = AesEcb::decrypt($fields['req_info'], Hash::md5($apiV2Key));
var xml = AesEcb.Decrypt((string)fields["req_info"], Hash.Md5(apiV2Key));
// $refund = Transformer::toArray($xml);
var refund = Transformer.ToArray(xml);
Print("opened", $"{refund["out_refund_no"]} {refund["refund_status"]}");
var opened = reader.ReadV2(Encoding.UTF8.GetBytes(body));
Print("in one step", $"{opened.Data.out_refund_no} {opened.Data.refund_status}");

Console.WriteLine("APIv2, the reply");
// $reply = Transformer::toXml(['return_code' => 'SUCCESS', 'return_msg' => 'OK']);
var reply = Transformer.ToXml(new { return_code = "SUCCESS", return_msg = "OK" });
Print("reply", reply);

static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;

static Dictionary<string, string> Signed(Dictionary<string, string> fields)
{
    fields["sign"] = Hash.Sign(Hash.TypeMd5, Formatter.QueryStringLike(Formatter.Ksort(fields)), apiV2Key);
    return fields;
}

(Dictionary<string, string> Headers, string Body) PostedByThePlatform()
{
    var encrypted = new { algorithm = "AEAD_AES_256_GCM", original_type = "transaction", nonce = "fdasflkja484", associated_data = "transaction", ciphertext = AesGcm.Encrypt("""{"out_trade_no":"P2026112101"}""", apiV3Key, "fdasflkja484", "transaction") };
    var json = JsonSerializer.Serialize(new { id = "EV-2026112101", create_time = "2026-11-21T12:00:00+08:00", event_type = "TRANSACTION.SUCCESS", resource_type = "encrypt-resource", summary = "支付成功", resource = encrypted });
    string sent = $"{Formatter.Timestamp()}", random = Formatter.Nonce();
    return (new()
    {
        ["Wechatpay-Serial"] = platformSerial,
        ["Wechatpay-Timestamp"] = sent,
        ["Wechatpay-Nonce"] = random,
        ["Wechatpay-Signature"] = Rsa.Sign(Formatter.Response(sent, random, json), platform),
    }, json);
}

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");
