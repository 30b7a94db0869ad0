// A console application on .NET 8, with the same call on a dynamic chain and on a typed endpoint.
using System.Runtime.Versioning;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;

var options = new WeChatPayClientOptions
{
    MerchantId = Setting("MerchantId"),
    MerchantSerialNumber = Setting("MerchantSerialNumber"),
    MerchantPrivateKey = Rsa.From(Setting("MerchantPrivateKey"), KeyType.Private),
    ApiV3Key = Setting("ApiV3Key"),
    BaseAddress = new Uri(Setting("BaseAddress")),
};
foreach (var serial in Setting("PlatformKeys").Split(','))
{
    options.PlatformKeys.Add(serial, Setting($"PlatformKeys__{serial}"));
}

using var client = new WeChatPayClient(options);
dynamic chain = client;
using var response = await chain.v3.pay.transactions.native.PostAsync(json: new
{
    appid = "wx8888888888888888",
    mchid = options.MerchantId,
    description = "Image形象店-深圳腾大-QQ公仔",
    out_trade_no = "A20261121001",
    notify_url = "http://127.0.0.1/notify/shop",
    amount = new { total = 100, currency = "CNY" },
});
Console.WriteLine(response.Data.code_url);

using var typed = await client.v3.pay.transactions.native.PostAsync(json: new()
{
    appid = "wx8888888888888888",
    mchid = options.MerchantId,
    description = "Image形象店-深圳腾大-QQ公仔",
    out_trade_no = "A20261121002",
    notify_url = "http://127.0.0.1/notify/shop",
    amount = new() { total = 100, currency = "CNY" },
});
Console.WriteLine(typed.Data.code_url);

var library = (TargetFrameworkAttribute)Attribute.GetCustomAttribute(typeof(WeChatPayClient).Assembly, typeof(TargetFrameworkAttribute))!;
Console.WriteLine($".NET {Environment.Version}, library for {library.FrameworkName}");
return Environment.Version.Major == 8 && library.FrameworkName == ".NETCoreApp,Version=v8.0" ? 0 : 1;

static string Setting(string name) => Environment.GetEnvironmentVariable($"WeChatPay__Shop__{name}")!;
