// Platform certificates (平台证书): download, decrypt and add them to the keys of an instance, or leave all of it to the client.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();
var options = sandbox.CreateClientOptions();
var folder = Directory.CreateTempSubdirectory("wechatpay-porting-").FullName;

// $apiV3Key = 'abcdefghijklmnopqrstuvwxyz012345';
var apiV3Key = options.ApiV3Key!;
// $instance = Builder::factory($config);
dynamic instance = new WeChatPayClient(options);
// $response = $instance->chain('v3/certificates')->get();
var response = instance.Chain("v3/certificates").Get();
// foreach (json_decode((string) $response->getBody())->data as $item) {
foreach (var item in response.Data.data)
{
    // $encrypted = $item->encrypt_certificate;
    var encrypted = item.encrypt_certificate;
    // $pem = AesGcm::decrypt($encrypted->ciphertext, $apiV3Key, $encrypted->nonce, $encrypted->associated_data);
    string pem = AesGcm.Decrypt(encrypted.ciphertext, apiV3Key, encrypted.nonce, encrypted.associated_data);
    // file_put_contents("{$folder}/wechatpay_{$item->serial_no}.pem", $pem);
    File.WriteAllText($"{folder}/wechatpay_{item.serial_no}.pem", pem);
    Print("decrypted", pem.Split('\n')[0]);
}

// foreach (glob("{$folder}/wechatpay_*.pem") as $file) {
foreach (var file in Directory.EnumerateFiles(folder, "wechatpay_*.pem"))
{
    // $certs[PemUtil::parseCertificateSerialNo("file://{$file}")] = Rsa::from("file://{$file}", Rsa::KEY_TYPE_PUBLIC);
    options.PlatformKeys[Rsa.SerialNumberOf($"file://{file}")] = Rsa.From($"file://{file}", KeyType.Public);
    Print("added under its own serial", Path.GetFileName(file) == $"wechatpay_{Rsa.SerialNumberOf($"file://{file}")}.pem");
    // The same, with the type of the framework.
    options.PlatformKeys.Add(X509CertificateLoader.LoadCertificateFromFile(file));
}
// $instance = Builder::factory(['certs' => $certs] + $config);
instance = new WeChatPayClient(options);
Print("keys known", options.PlatformKeys.Count);

// None of this is necessary: a client can download and renew the certificates itself.
await using var olderMerchant = await WeChatPaySandbox.StartAsync(new SandboxOptions { SignWithCertificate = true });
options = olderMerchant.CreateClientOptions();
options.PlatformKeys = PlatformKeys.FromCertificates();
using var renewing = new WeChatPayClient(options);
response = renewing.Chain("v3/certificates").Get();
Print("downloaded by the client", response.StatusCode);

Directory.Delete(folder, recursive: true);

static void Print(string what, object value) => Console.WriteLine($"  {what}: {value}");
