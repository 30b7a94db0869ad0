// Sensitive fields (敏感信息): encrypted with the key of the platform in requests, decrypted with the merchant's key in responses.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
var options = sandbox.CreateClientOptions();
sandbox.Respond(HttpMethod.Post, "v3/applyment4sub/applyment/", request => new
{
    encrypted_for = request.Headers["Wechatpay-Serial"] == options.PlatformKeys.PublicKeyId ? "the WeChat Pay public key" : "another key",
    is_ciphertext = !request.Body.Contains("13800001234", StringComparison.Ordinal),
    account_name = sandbox.EncryptForMerchant("李四"),
});

// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(options);
// $serial = 'PUB_KEY_ID_0119000001092026112100000000000001';
var serial = options.PlatformKeys.PublicKeyId!;
// $platformKey = Rsa::from('file:///path/to/pub_key.pem', Rsa::KEY_TYPE_PUBLIC);
var platformKey = Rsa.From(options.PlatformKeys[serial].ExportSubjectPublicKeyInfoPem(), KeyType.Public);
// $merchantKey = Rsa::from('file:///path/to/apiclient_key.pem');
var merchantKey = options.MerchantPrivateKey!;

// $encrypt = static fn (string $text): string => Rsa::encrypt($text, $platformKey);
string Encrypt(string text) => Rsa.Encrypt(text, platformKey);
// $contact_info = ['contact_name' => $encrypt('李四'), 'mobile_phone' => $encrypt('13800001234')];
var contact_info = new { contact_name = Encrypt("李四"), mobile_phone = Encrypt("13800001234") };
// $headers = ['Wechatpay-Serial' => $serial];
var headers = new Dictionary<string, string> { ["Wechatpay-Serial"] = serial };
// $response = $instance->chain('v3/applyment4sub/applyment/')->post(['json' => ['business_code' => 'APPLY_01',
//     'contact_info' => $contact_info], 'headers' => $headers]);
var response = instance.Chain("v3/applyment4sub/applyment/").Post(json: new { business_code = "APPLY_01", contact_info }, headers: headers);
Console.WriteLine($"encrypted for: {response.Data.encrypted_for}");
Console.WriteLine($"ciphertext only: {response.Data.is_ciphertext}");
// $name = Rsa::decrypt(json_decode((string) $response->getBody())->account_name, $merchantKey);
string name = Rsa.Decrypt(response.Data.account_name, merchantKey);
Console.WriteLine($"decrypted: {name}");

// In one step: the client chooses the key and sets the header.
response = instance.Chain("v3/applyment4sub/applyment/").Post(new
{
    json = new
    {
        business_code = "APPLY_01",
        contact_info = new { contact_name = Sensitive.From("李四"), mobile_phone = Sensitive.From("13800001234") },
    },
});
name = instance.Decrypt(response.Data.account_name);
Console.WriteLine($"in one step: {response.Data.encrypted_for}, {response.Data.is_ciphertext}, {name}");
