// A web application that itself uses Flurl, Redis, Bouncy Castle and Newtonsoft.Json, in the versions of its project file.
using System.Security.Cryptography;
using Flurl;
using Flurl.Http;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Org.BouncyCastle.OpenSsl;
using Org.BouncyCastle.Security;
using StackExchange.Redis;
using WeChatPay.Chain;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.BouncyCastle;
using WeChatPay.Chain.Notifications;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");

// The merchant's key in the traditional encrypted format of OpenSSL.
var password = "apiclient";
var path = Path.GetTempFileName();
using (var key = RSA.Create())
using (var writer = new StreamWriter(path))
{
    key.ImportFromPem(builder.Configuration["WeChatPay:Shop:MerchantPrivateKey"]);
    var pair = DotNetUtilities.GetRsaKeyPair(key);
    new PemWriter(writer).WriteObject(pair.Private, "AES-256-CBC", password.ToCharArray(), new SecureRandom());
}

builder.Services.AddWeChatPay("shop", builder.Configuration.GetSection("WeChatPay:Shop"))
    .Options.Configure(options => options.MerchantPrivateKey = LegacyPem.ReadPrivateKey($"file://{path}", password));
builder.Services.AddSingleton<IConnectionMultiplexer>(_ => ConnectionMultiplexer.Connect("127.0.0.1:6379,abortConnect=false"));
builder.Services.AddWeChatPayRedisInbox(provider => Task.FromResult(provider.GetRequiredService<IConnectionMultiplexer>()), "shop:");

await using var app = builder.Build();
app.MapWeChatPayNotifications("/notify/{merchant}", (Notification notification, CancellationToken _) =>
{
    app.Logger.LogInformation("Paid: {Order}", (string)notification.Data.out_trade_no);
    return Task.CompletedTask;
});
app.MapPost("/orders/{number}", async (string number, [FromKeyedServices("shop")] WeChatPayClient client) =>
{
    var order = new Order(number, client.MerchantId, $"{app.Urls.Single()}/notify/shop", new Amount(100));
    using var response = await client.Chain("v3/pay/transactions/native").PostAsync(new { json = JObject.FromObject(order) });
    return (string)response.Data.code_url;
});
await app.StartAsync();

var codeUrl = await app.Urls.Single().AppendPathSegments("orders", "A20261121001").PostAsync().ReceiveString();
var claims = app.Services.GetRequiredService<INotificationClaims>();
Console.WriteLine($"{codeUrl} {claims.GetType().Name}");
File.Delete(path);
return codeUrl.StartsWith("weixin://", StringComparison.Ordinal) ? 0 : 1;

internal sealed record Order(
    [property: JsonProperty("out_trade_no")] string Number,
    [property: JsonProperty("mchid")] string MerchantId,
    [property: JsonProperty("notify_url")] string NotifyUrl,
    [property: JsonProperty("amount")] Amount Amount)
{
    [JsonProperty("appid")]
    public string AppId => "wx8888888888888888";

    [JsonProperty("description")]
    public string Description => "Image形象店-深圳腾大-QQ公仔";
}

internal sealed record Amount([property: JsonProperty("total")] int Total);
