// Signatures, step by step: 调起支付 for JSAPI and app, an Authorization header, coupons (商家券) with the APIv2 key.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Net.Http.Headers;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(HttpMethod.Post, "v3/pay/transactions/jsapi", new { prepay_id = "wx21120000000001" });
var options = sandbox.CreateClientOptions();
// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(options);
// $merchantKey = Rsa::from('file:///path/to/apiclient_key.pem');
var merchantKey = options.MerchantPrivateKey!;
const string apiV2Key = "192006250b4c09247ec02edce69f6a2d";

Console.WriteLine("JSAPI and mini program");
// $response = $instance->v3->pay->transactions->jsapi->post(['json' => ['appid' => 'wx8888888888888888',
//     'out_trade_no' => 'P2026112101']]);
var response = instance.v3.pay.transactions.jsapi.Post(json: new { appid = "wx8888888888888888", out_trade_no = "P2026112101" });
// $prepay_id = json_decode((string) $response->getBody())->prepay_id;
string prepay_id = response.Data.prepay_id;
// $timeStamp = (string) Formatter::timestamp();
var timeStamp = $"{Formatter.Timestamp()}";
// $nonceStr = Formatter::nonce();
var nonceStr = Formatter.Nonce();
// $text = Formatter::joinedByLineFeed('wx8888888888888888', $timeStamp, $nonceStr, "prepay_id={$prepay_id}");
var text = Formatter.JoinedByLineFeed("wx8888888888888888", timeStamp, nonceStr, $"prepay_id={prepay_id}");
// $paySign = Rsa::sign($text, $merchantKey);
var paySign = Rsa.Sign(text, merchantKey);
// $valid = Rsa::verify($text, $paySign, $merchantPublicKey);
var valid = Rsa.Verify(text, paySign, merchantKey);
Print("by hand, verifies", valid);
var payment = PaySignature.ForJsapi("wx8888888888888888", prepay_id, merchantKey);
Print("in one step", string.Join(' ', payment.Keys));
var appPayment = PaySignature.ForApp("wx8888888888888888", options.MerchantId, prepay_id, merchantKey);
Print("app, in one step", string.Join(' ', appPayment.Keys));

Console.WriteLine("An Authorization header");
// $text = Formatter::request('GET', '/v3/certificates', $timeStamp, $nonceStr);
text = Formatter.Request("GET", "/v3/certificates", timeStamp, nonceStr);
// $authorization = Formatter::authorization($mchid, $nonceStr, Rsa::sign($text, $merchantKey), $timeStamp, $serial);
var authorization = Formatter.Authorization(
    options.MerchantId, nonceStr, Rsa.Sign(text, merchantKey), timeStamp, options.MerchantSerialNumber);
// $certificates = (new Client)->get('http://127.0.0.1:8080/v3/certificates',
//     ['headers' => ['Authorization' => $authorization, 'Accept' => 'application/json']]);
var certificates = await GetAsync(new Uri(sandbox.BaseAddress, "v3/certificates"));
Print("accepted", certificates.StatusCode);
// $text = Formatter::response($certificates->getHeaderLine('Wechatpay-Timestamp'), $certificates->getHeaderLine('Wechatpay-Nonce'),
//     (string) $certificates->getBody());
text = Formatter.Response(HeaderOf("Wechatpay-Timestamp"), HeaderOf("Wechatpay-Nonce"), await certificates.Content.ReadAsStringAsync());
// $valid = Rsa::verify($text, $certificates->getHeaderLine('Wechatpay-Signature'), $platformKey);
var platformKey = Rsa.From(options.PlatformKeys[HeaderOf("Wechatpay-Serial")].ExportSubjectPublicKeyInfoPem(), KeyType.Public);
valid = Rsa.Verify(text, HeaderOf("Wechatpay-Signature"), platformKey);
Print("response verifies", valid);

Console.WriteLine("Fields, sorted and joined");
// $sorted = Formatter::ksort(['mch_id' => '10000100', 'body' => 'test', 'appid' => 'wxd930ea5d5a258f4f', 'nonce_str' => 'ibuaiVcKdpRxkhJA',
//     'device_info' => '1000']);
var sorted = Formatter.Ksort(
    new { mch_id = "10000100", body = "test", appid = "wxd930ea5d5a258f4f", nonce_str = "ibuaiVcKdpRxkhJA", device_info = "1000" });
// $text = Formatter::queryStringLike($sorted);
text = Formatter.QueryStringLike(sorted);
Print("text", text);
// $sign = Hash::sign(Hash::ALGO_MD5, $text, $apiV2Key);
var sign = Hash.Sign(Hash.TypeMd5, text, apiV2Key);
Print("MD5", sign);
// $sign = Hash::sign(Hash::ALGO_HMAC_SHA256, $text, $apiV2Key);
sign = Hash.Sign(Hash.TypeHmacSha256, text, apiV2Key);
Print("HMAC-SHA256", sign);
// $same = Hash::equals($sign, 'something else');
var same = Hash.Equals(sign, "something else");
Print("equals", same);

Console.WriteLine("Coupons (商家券)");
// $h5 = ['stock_id' => '98065001', 'out_request_no' => 'P2026112101', 'send_coupon_merchant' => '10016226', 'open_id' => 'oUpF8uMuAJO',
//     'coupon_code' => '100088'];
var h5 = new
{
    stock_id = "98065001",
    out_request_no = "P2026112101",
    send_coupon_merchant = "10016226",
    open_id = "oUpF8uMuAJO",
    coupon_code = "100088"
};
// $sign = Hash::sign(Hash::ALGO_HMAC_SHA256, Formatter::queryStringLike(Formatter::ksort($h5)), $apiV2Key);
sign = Hash.Sign(Hash.TypeHmacSha256, Formatter.QueryStringLike(Formatter.Ksort(h5)), apiV2Key);
Print("H5", sign);
// $coupons = [['stock_id' => '98065001', 'out_request_no' => 'P2026112101'],
//     ['stock_id' => '98065002', 'out_request_no' => 'P2026112102']];
var coupons = new[] { (stock_id: "98065001", out_request_no: "P2026112101"), (stock_id: "98065002", out_request_no: "P2026112102") };
// $flat = ['send_coupon_merchant' => '10016226'];
var flat = new Dictionary<string, string> { ["send_coupon_merchant"] = "10016226" };
// foreach ($coupons as $i => $coupon) {
foreach (var (i, coupon) in coupons.Index())
{
    // $flat["stock_id{$i}"] = $coupon['stock_id'];
    flat[$"stock_id{i}"] = coupon.stock_id;
    // $flat["out_request_no{$i}"] = $coupon['out_request_no'];
    flat[$"out_request_no{i}"] = coupon.out_request_no;
}
// $sign = Hash::sign(Hash::ALGO_HMAC_SHA256, Formatter::queryStringLike(Formatter::ksort($flat)), $apiV2Key);
sign = Hash.Sign(Hash.TypeHmacSha256, Formatter.QueryStringLike(Formatter.Ksort(flat)), apiV2Key);
Print("mini program", sign);

async Task<HttpResponseMessage> GetAsync(Uri uri)
{
    using var http = new HttpClient();
    using var request = new HttpRequestMessage(HttpMethod.Get, uri);
    request.Headers.Authorization = AuthenticationHeaderValue.Parse(authorization);
    request.Headers.Accept.ParseAdd("application/json");
    request.Headers.UserAgent.ParseAdd("porting/1.0");
    return await http.SendAsync(request);
}

string HeaderOf(string name) => certificates.Headers.GetValues(name).Single();

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");
