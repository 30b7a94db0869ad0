// APIv2: orders, refunds, red packs, transfers, bills, contracts, other hosts.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
var options = sandbox.CreateClientOptions();
// Here the sandbox replaces every host of the platform. It uses HTTP, where no client certificate is presented, so 'security' has
// no effect.
options.PrimaryHandler = new ToSandbox(sandbox.BaseAddress) { InnerHandler = new SocketsHttpHandler() };
sandbox.Respond(
    HttpMethod.Post,
    "v2/pay/unifiedorder",
    SandboxResponse.Xml(new { prepay_id = "wx21120000000001", code_url = "weixin://wxpay/bizpayurl?pr=p4lpSuKzz" }));
sandbox.Respond(HttpMethod.Post, "v2/pay/orderquery", SandboxResponse.Xml(new { trade_state = "SUCCESS" }));
sandbox.Respond(HttpMethod.Post, "v2/secapi/pay/refund", request => SandboxResponse.Xml(new { refund_fee = request.Xml["refund_fee"] }));
sandbox.Respond(HttpMethod.Post, "v2/mmpaymkttransfers/sendredpack", Unsigned(new { send_listid = "1000041701202611210001" }));
sandbox.Respond(HttpMethod.Post, "v2/mmpaymkttransfers/promotion/transfers", Unsigned(new { payment_no = "10100005412026112100001" }));
sandbox.Respond(HttpMethod.Post, "v2/risk/getpublickey", Unsigned(new { pub_key = RSA.Create(2048).ExportRSAPublicKeyPem() }));
sandbox.Respond(HttpMethod.Post, "v2/mmpaysptrans/pay_bank", Unsigned(new { payment_no = "10000600500852026112100001" }));
sandbox.Respond(HttpMethod.Post, "v2/face/get_wxpayface_authinfo", SandboxResponse.Xml(new { authinfo = "q3tNtLm0f9" }));
sandbox.Respond(HttpMethod.Post, "v2/xdc/apiv2getsignkey/sign/getsignkey", Unsigned(new { sandbox_signkey = "013467007045764" }));
sandbox.Respond(HttpMethod.Get, "v2/papay/entrustweb", request => Unsigned(new { has_nonce = $"{request.Xml.ContainsKey("nonce_str")}" }));
sandbox.Respond(HttpMethod.Post, "v2/secapi/mch/uploadmedia", request => SandboxResponse.Xml(new { media_id = request.Xml["media_hash"] }));

var mch_id = options.MerchantId;
// $apiV2Key = 'abcdefghijklmnopqrstuvwxyz012345';
var apiV2Key = options.ApiV2Key!;
// $instance = Builder::factory($config + ['secret' => $apiV2Key]);
dynamic instance = new WeChatPayClient(options);
WeChatPayResponse response;

Console.WriteLine("Orders");
// $order = ['appid' => 'wx8888888888888888', 'mch_id' => $mch_id, 'body' => '苹果', 'out_trade_no' => 'P2026112101', 'total_fee' => 101,
//     'spbill_create_ip' => '192.0.2.1', 'notify_url' => 'https://example.com/notify', 'trade_type' => 'NATIVE'];
var order = new
{
    appid = "wx8888888888888888",
    mch_id,
    body = "苹果",
    out_trade_no = "P2026112101",
    total_fee = 101,
    spbill_create_ip = "192.0.2.1",
    notify_url = "https://example.com/notify",
    trade_type = "NATIVE"
};
// $response = $instance->v2->pay->unifiedorder->post(['xml' => $order]);
response = instance.v2.pay.unifiedorder.Post(xml: order);
// $fields = Transformer::toArray((string) $response->getBody());
var fields = response.Xml;
Print("unifiedorder", fields["code_url"]);
var query = new { appid = "wx8888888888888888", mch_id, out_trade_no = "P2026112101", sign_type = "HMAC-SHA256" };
// $response = $instance->v2->pay->orderquery->postAsync(['xml' => $query])->wait();
response = await instance.v2.pay.orderquery.PostAsync(xml: query);
Print("orderquery, HMAC-SHA256", $"{response.Data.trade_state}, sign of {response.Xml["sign"].Length} characters");
// $payment = ['appId' => 'wx8888888888888888', 'timeStamp' => (string) Formatter::timestamp(), 'nonceStr' => Formatter::nonce(),
//     'package' => "prepay_id={$fields['prepay_id']}", 'signType' => 'MD5'];
var payment = new
{
    appId = "wx8888888888888888",
    timeStamp = $"{Formatter.Timestamp()}",
    nonceStr = Formatter.Nonce(),
    package = $"prepay_id={fields["prepay_id"]}",
    signType = "MD5"
};
// $paySign = Hash::sign('MD5', Formatter::queryStringLike(Formatter::ksort($payment)), $apiV2Key);
var paySign = Hash.Sign("MD5", Formatter.QueryStringLike(Formatter.Ksort(payment)), apiV2Key);
Print("paySign", $"{paySign.Length} characters");
Print("paySign, in one step", string.Join(' ', PaySignature.ForJsapiV2("wx8888888888888888", fields["prepay_id"], apiV2Key).Keys));

Console.WriteLine("With the merchant certificate");
var refund = new
{
    appid = "wx8888888888888888",
    mch_id,
    out_trade_no = "P2026112101",
    out_refund_no = "R2026112101",
    total_fee = 101,
    refund_fee = 101
};
// $response = $instance->v2->secapi->pay->refund->post(['xml' => $refund, 'security' => true]);
response = instance.v2.secapi.pay.refund.Post(xml: refund, security: true);
Print("refund", response.Xml["refund_fee"]);
var redPack = new
{
    wxappid = "wx8888888888888888",
    mch_id,
    mch_billno = "B2026112101",
    send_name = "果园",
    re_openid = "oUpF8uMuAJO",
    total_amount = 100,
    total_num = 1,
    wishing = "恭喜",
    client_ip = "192.0.2.1",
    act_name = "收获",
    remark = "谢谢"
};
// $response = $instance->v2->mmpaymkttransfers->sendredpack->post(['xml' => $redPack, 'security' => true]);
response = instance.v2.mmpaymkttransfers.sendredpack.Post(xml: redPack, security: true);
Print("sendredpack", response.Xml["send_listid"]);
var transfer = new
{
    mch_appid = "wx8888888888888888",
    mchid = mch_id,
    partner_trade_no = "T2026112101",
    openid = "oUpF8uMuAJO",
    check_name = "NO_CHECK",
    amount = 100,
    desc = "退款",
    spbill_create_ip = "192.0.2.1"
};
// $response = $instance->v2->mmpaymkttransfers->promotion->transfers->postAsync(['xml' => $transfer, 'security' => true])->wait();
response = await instance.v2.mmpaymkttransfers.promotion.transfers.PostAsync(xml: transfer, security: true);
Print("transfers", response.Xml["payment_no"]);

Console.WriteLine("Other hosts");
// $response = $instance->v2->risk->getpublickey->post(['xml' => ['mch_id' => $mch_id, 'sign_type' => 'MD5'], 'security' => true,
//     'base_uri' => 'https://fraud.mch.weixin.qq.com/']);
response = instance.v2.risk.getpublickey.Post(
    xml: new { mch_id, sign_type = "MD5" }, security: true, base_uri: "https://fraud.mch.weixin.qq.com/");
// $bankKey = Rsa::from(Transformer::toArray((string) $response->getBody())['pub_key'], Rsa::KEY_TYPE_PUBLIC);
var bankKey = Rsa.From(response.Xml["pub_key"], KeyType.Public);
Print("getpublickey", bankKey.KeySize);
var bank = new
{
    mch_id,
    partner_trade_no = "T2026112102",
    enc_bank_no = Rsa.Encrypt("6225000000000000", bankKey),
    enc_true_name = Rsa.Encrypt("李四", bankKey),
    bank_code = "1001",
    amount = 100,
    desc = "货款"
};
// $response = $instance->v2->mmpaysptrans->pay_bank->post(['xml' => $bank, 'security' => true]);
response = instance.v2.mmpaysptrans.pay_bank.Post(xml: bank, security: true);
Print("pay_bank", response.Xml["payment_no"]);
var face = new
{
    store_id = "S01",
    store_name = "云店",
    device_id = "D01",
    rawdata = "…",
    appid = "wx8888888888888888",
    mch_id,
    now = Formatter.Timestamp(),
    version = 1,
    sign_type = "HMAC-SHA256"
};
// $response = $instance->v2->face->get_wxpayface_authinfo->post(['xml' => $face, 'base_uri' => 'https://payapp.weixin.qq.com/']);
response = instance.v2.face.get_wxpayface_authinfo.Post(xml: face, base_uri: "https://payapp.weixin.qq.com/");
Print("get_wxpayface_authinfo", response.Xml["authinfo"]);
// $response = $instance->v2->xdc->apiv2getsignkey->sign->getsignkey->post(['xml' => ['mch_id' => $mch_id], 'allow_redirects' => false]);
response = instance.v2.xdc.apiv2getsignkey.sign.getsignkey.Post(xml: new { mch_id }, allow_redirects: false);
Print("getsignkey", response.Xml["sandbox_signkey"]);

Console.WriteLine("Bills, contracts, uploads");
// $bill = (string) $instance->v2->pay->downloadbill->post(['xml' => ['appid' => 'wx8888888888888888', 'mch_id' => $mch_id,
//     'bill_date' => '20240630', 'bill_type' => 'ALL']])->getBody();
string bill = instance.v2.pay.downloadbill.Post(
    xml: new { appid = "wx8888888888888888", mch_id, bill_date = "20240630", bill_type = "ALL" }).Body;
Print("downloadbill", bill.Split(',')[0].TrimStart('\uFEFF'));
var contract = new
{
    appid = "wx8888888888888888",
    mch_id,
    plan_id = "12535",
    contract_code = "C2026112101",
    request_serial = 1000,
    contract_display_account = "果园",
    notify_url = "https://example.com/notify",
    version = "1.0",
    timestamp = Formatter.Timestamp()
};
// $response = $instance->v2->papay->entrustweb->get(['query' => $contract, 'nonceless' => true]);
response = instance.v2.papay.entrustweb.Get(query: contract, nonceless: true);
Print("entrustweb, nonceless, has a nonce_str", response.Xml["has_nonce"]);
// $media = ['mch_id' => $mch_id, 'media_hash' => Hash::md5($content)];
var media = new Dictionary<string, string> { ["mch_id"] = mch_id, ["media_hash"] = Hash.Md5("…") };
// $media['sign'] = Hash::sign(Hash::ALGO_MD5, Formatter::queryStringLike(Formatter::ksort($media)), $apiV2Key);
media["sign"] = Hash.Sign(Hash.TypeMd5, Formatter.QueryStringLike(Formatter.Ksort(media)), apiV2Key);
// $body = new MultipartStream([['name' => 'media', 'contents' => $content, 'filename' => 'shop.png'],
//     ['name' => 'mch_id', 'contents' => $mch_id], …]);
using var body = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("…")), "media", "shop.png" } };
foreach (var (name, value) in media)
{
    body.Add(new StringContent(value), name);
}
// $response = $instance->chain('v2/secapi/mch/uploadmedia')->post(['body' => $body, 'security' => true]);
response = instance.Chain("v2/secapi/mch/uploadmedia").Post(body: body, security: true);
Print("uploadmedia", response.Xml["media_id"] == media["media_hash"]);

Console.WriteLine("APIv2 only");
using var handler = new ToSandbox(sandbox.BaseAddress) { InnerHandler = new SocketsHttpHandler() };
// $instance = Builder::factory(['mchid' => $mch_id, 'serial' => 'nop', 'privateKey' => 'any', 'certs' => ['any' => null],
//     'secret' => $apiV2Key, 'handler' => $handler]);
instance = Builder.Factory(
    new { mchid = mch_id, serial = "nop", privateKey = "any", certs = new { any = (string?)null }, secret = apiV2Key, handler });
// $response = $instance->v2->pay->orderquery->post(['xml' => $query]);
response = instance.v2.pay.orderquery.Post(xml: query);
Print("orderquery", response.Data.trade_state);

static SandboxResponse Unsigned(object fields) => SandboxResponse.Xml(fields) with { IsSigned = false };

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");

/// <summary>Sends the requests for every host to the sandbox.</summary>
internal sealed class ToSandbox(Uri sandbox) : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.Send(Redirect(request), cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(Redirect(request), cancellationToken);

    private HttpRequestMessage Redirect(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(sandbox, request.RequestUri!.PathAndQuery);
        return request;
    }
}
