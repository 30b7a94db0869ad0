// Reads keys and certificates, and builds an instance with them.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox;
// The framework has a class AesGcm, too.
using AesGcm = WeChatPay.Chain.Crypto.AesGcm;

await using var sandbox = await WeChatPaySandbox.StartAsync();
sandbox.Respond(HttpMethod.Post, "v2/pay/orderquery", SandboxResponse.Xml(new { trade_state = "SUCCESS" }));
var folder = Directory.CreateTempSubdirectory("wechatpay-porting-").FullName;
var (mchid, serial, publicKeyId, apiV2Key) = await WriteWhatAMerchantHasAsync();

Console.WriteLine("Keys");
// $merchantKey = Rsa::from("file://{$folder}/apiclient_key.pem", Rsa::KEY_TYPE_PRIVATE);
var merchantKey = Rsa.From($"file://{folder}/apiclient_key.pem", KeyType.Private);
Print("private key from a file", merchantKey.KeySize);
// $pem = file_get_contents("{$folder}/apiclient_key.pem");
var pem = File.ReadAllText($"{folder}/apiclient_key.pem");
// $merchantKey = Rsa::from($pem);
merchantKey = Rsa.From(pem);
Print("private key from a string", merchantKey.KeySize);
// $platformKey = Rsa::from("file://{$folder}/pub_key.pem", Rsa::KEY_TYPE_PUBLIC);
var platformKey = Rsa.From($"file://{folder}/pub_key.pem", KeyType.Public);
Print("WeChat Pay public key (微信支付公钥)", platformKey.KeySize);
// $certificateKey = Rsa::from("file://{$folder}/wechatpay_cert.pem", Rsa::KEY_TYPE_PUBLIC);
var certificateKey = Rsa.From($"file://{folder}/wechatpay_cert.pem", KeyType.Public);
Print("key of a platform certificate (平台证书)", certificateKey.KeySize);
// $certificateSerial = PemUtil::parseCertificateSerialNo("file://{$folder}/wechatpay_cert.pem");
var certificateSerial = Rsa.SerialNumberOf($"file://{folder}/wechatpay_cert.pem");
Print("serial of a platform certificate", $"{certificateSerial.Length} digits");

Console.WriteLine("Keys in bare base64");
var pkcs1 = Convert.ToBase64String(merchantKey.ExportRSAPrivateKey());
var pkcs8 = Convert.ToBase64String(merchantKey.ExportPkcs8PrivateKey());
var pkcs1Public = Convert.ToBase64String(platformKey.ExportRSAPublicKey());
var spki = Convert.ToBase64String(platformKey.ExportSubjectPublicKeyInfo());
// $key = Rsa::from("private.pkcs1://{$pkcs1}");
var key = Rsa.From($"private.pkcs1://{pkcs1}");
Print("private.pkcs1://", key.KeySize);
// $key = Rsa::from("private.pkcs8://{$pkcs8}");
key = Rsa.From($"private.pkcs8://{pkcs8}");
Print("private.pkcs8://", key.KeySize);
// $key = Rsa::from("public.pkcs1://{$pkcs1Public}", Rsa::KEY_TYPE_PUBLIC);
key = Rsa.From($"public.pkcs1://{pkcs1Public}", KeyType.Public);
Print("public.pkcs1://", key.KeySize);
// $key = Rsa::from("public.spki://{$spki}", Rsa::KEY_TYPE_PUBLIC);
key = Rsa.From($"public.spki://{spki}", KeyType.Public);
Print("public.spki://", key.KeySize);
// $key = Rsa::fromPkcs1($pkcs1, Rsa::KEY_TYPE_PRIVATE);
key = Rsa.FromPkcs1(pkcs1, KeyType.Private);
Print("fromPkcs1", key.KeySize);
// $key = Rsa::fromPkcs8($pkcs8);
key = Rsa.FromPkcs8(pkcs8);
Print("fromPkcs8", key.KeySize);
// $key = Rsa::fromSpki($spki);
key = Rsa.FromSpki(spki);
Print("fromSpki", key.KeySize);
// $same = Rsa::pkcs1ToSpki($pkcs1Public) === $spki;
var same = Rsa.Pkcs1ToSpki(pkcs1Public) == spki;
Print("pkcs1ToSpki", same);

Console.WriteLine("Instances");
// $certs = [$publicKeyId => $platformKey, $certificateSerial => $certificateKey];
var certs = new Dictionary<string, RSA> { [publicKeyId] = platformKey, [certificateSerial] = certificateKey };
// $base_uri = 'http://127.0.0.1:8080/';
var base_uri = sandbox.BaseAddress;
// $instance = Builder::factory(['mchid' => $mchid, 'serial' => $serial, 'privateKey' => $merchantKey, 'certs' => $certs,
//     'base_uri' => $base_uri, 'timeout' => 10]);
var instance = Builder.Factory(new { mchid, serial, privateKey = merchantKey, certs, base_uri, timeout = 10 });
// $response = $instance->chain('v3/certificates')->get();
var response = instance.Chain("v3/certificates").Get();
Print("APIv3", response.StatusCode);

// $merchant = ['cert' => "{$folder}/apiclient_cert.pem", 'key' => "{$folder}/apiclient_key.pem"];
var merchant = new { cert = $"{folder}/apiclient_cert.pem", key = $"{folder}/apiclient_key.pem" };
serial = Rsa.SerialNumberOf($"file://{folder}/apiclient_cert.pem");
// $instance = Builder::factory(['mchid' => $mchid, 'serial' => $serial, 'privateKey' => $pem, 'certs' => $certs, 'secret' => $apiV2Key,
//     'merchant' => $merchant, 'base_uri' => $base_uri]);
instance = Builder.Factory(new { mchid, serial, privateKey = pem, certs, secret = apiV2Key, merchant, base_uri });
// $response = $instance->v2->pay->orderquery->post(['xml' => ['appid' => 'wx8888888888888888', 'mch_id' => $mchid,
//     'out_trade_no' => 'P2026112101']]);
response = instance.v2.pay.orderquery.Post(xml: new { appid = "wx8888888888888888", mch_id = mchid, out_trade_no = "P2026112101" });
Print("APIv2, with a merchant certificate for 'security'", response.Data.trade_state);

var options = new WeChatPayClientOptions
{
    MerchantId = mchid,
    MerchantSerialNumber = serial,
    MerchantPrivateKey = merchantKey,
    PlatformKeys = { [publicKeyId] = platformKey, [certificateSerial] = certificateKey },
};
using var typed = new WeChatPayClient(options);
Print("the same, typed", typed.GetType().Name);

Directory.Delete(folder, recursive: true);

// Writes the keys of the sandbox to files with the names that merchants know.
async Task<(string MerchantId, string SerialNumber, string PublicKeyId, string ApiV2Key)> WriteWhatAMerchantHasAsync()
{
    var known = sandbox.CreateClientOptions();
    using var client = new WeChatPayClient(known);
    var download = await client.Chain("v3/certificates").GetAsync();
    var encrypted = download.Data.data[0].encrypt_certificate;
    File.WriteAllText(
        $"{folder}/wechatpay_cert.pem",
        (string)AesGcm.Decrypt(encrypted.ciphertext, known.ApiV3Key!, encrypted.nonce, encrypted.associated_data));
    File.WriteAllText($"{folder}/pub_key.pem", known.PlatformKeys[known.PlatformKeys.PublicKeyId!].ExportSubjectPublicKeyInfoPem());
    File.WriteAllText($"{folder}/apiclient_key.pem", known.MerchantPrivateKey!.ExportPkcs8PrivateKeyPem());
    var request = new CertificateRequest("CN=merchant", known.MerchantPrivateKey!, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
    File.WriteAllText($"{folder}/apiclient_cert.pem", certificate.ExportCertificatePem());
    return (known.MerchantId, known.MerchantSerialNumber, known.PlatformKeys.PublicKeyId!, known.ApiV2Key!);
}

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");
