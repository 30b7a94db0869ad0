// Four documented calls, each in six styles. Prints each line of code that runs, with its result.
// Calls a sandbox, which it starts. With WECHATPAY_MCHID set, it calls WeChat Pay instead, and lists the variables that are missing.

#:project ../src/WeChatPay.Chain
#:project ../src/WeChatPay.Chain.Sandbox

using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using WeChatPay.Chain;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Sandbox;

var settings = new Settings();

// The options of each call: "json" is the body, "query" the query, any other key a path variable.
var palm = new
{
    json = new
    {
        openid = settings.Value("WECHATPAY_OPENID", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
        preauthorize_session_id = settings.Value("WECHATPAY_PREAUTHORIZE_SESSION_ID", "20261121093000000017"),
        organization_id = settings.Value("WECHATPAY_ORGANIZATION_ID", "1004"),
    },
};
var user = new
{
    palm.json.openid,
    query = new { palm.json.organization_id },
};
var score = new
{
    json = new
    {
        service_id = settings.Value("WECHATPAY_SERVICE_ID", "500001"),
        appid = settings.Value("WECHATPAY_APPID", "wx8888888888888888"),
        authorization_code = settings.Value("WECHATPAY_AUTHORIZATION_CODE", "AUTH20261121000001"),
        notify_url = "https://example.com/wechatpay/notifications",
    },
};
var card = new
{
    card_id = settings.Value("WECHATPAY_CARD_ID", "pbLatjvWOibDc5-TBnbUk1pD12o0"),
    json = new
    {
        activate_type = "AUTO_ACTIVATE",
        navigate_back_previous_page = true,
        activate_url = "https://example.com/cards/activate",
        activate_appid = score.json.appid,
        activate_path = "pages/activate/index",
        outer_str = "quickstart",
    },
};

await using var sandbox = settings.CallsPlatform ? null : await WeChatPaySandbox.StartAsync();
dynamic client;
try
{
    client = new WeChatPayClient(sandbox?.CreateClientOptions() ?? settings.ClientOptions());
}
catch (ArgumentException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

Call[] calls =
[
    new("POST v3/palmservice/authorization/preauthorize", palm, response => response.Data.permission_token,
    [
        Async(async () => await client.v3.palmservice.authorization.preauthorize.PostAsync(palm)),
        Async(async () => await client.Chain("v3/palmservice/authorization/preauthorize").PostAsync(palm)),
        Async(async () => await client["v3/palmservice/authorization/preauthorize"].PostAsync(palm)),
        Sync(() => client.v3.palmservice.authorization.preauthorize.Post(palm)),
        Sync(() => client.Chain("v3/palmservice/authorization/preauthorize").Post(palm)),
        Sync(() => client["v3/palmservice/authorization/preauthorize"].Post(palm)),
    ]),
    new("GET v3/palmservice/authorization/openid/{openid}", user, response => response.Data.state,
    [
        Async(async () => await client.v3.palmservice.authorization.openid._openid_.GetAsync(user)),
        Async(async () => await client.Chain("v3/palmservice/authorization/openid/{openid}").GetAsync(user)),
        Async(async () => await client["v3/palmservice/authorization/openid/{openid}"].GetAsync(user)),
        Sync(() => client.v3.palmservice.authorization.openid._openid_.Get(user)),
        Sync(() => client.Chain("v3/palmservice/authorization/openid/{openid}").Get(user)),
        Sync(() => client["v3/palmservice/authorization/openid/{openid}"].Get(user)),
    ]),
    new("POST v3/payscore/permissions", score, response => response.Data.apply_permissions_token,
    [
        Async(async () => await client.v3.payscore.permissions.PostAsync(score)),
        Async(async () => await client.Chain("v3/payscore/permissions").PostAsync(score)),
        Async(async () => await client["v3/payscore/permissions"].PostAsync(score)),
        Sync(() => client.v3.payscore.permissions.Post(score)),
        Sync(() => client.Chain("v3/payscore/permissions").Post(score)),
        Sync(() => client["v3/payscore/permissions"].Post(score)),
    ]),
    new("POST v3/marketing/membercard-open/cards/{card_id}/permission-tokens", card, response => response.Data.permission_token,
    [
        Async(async () => await client.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.PostAsync(card)),
        Async(async () => await client.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens").PostAsync(card)),
        Async(async () => await client["v3/marketing/membercard-open/cards/{card_id}/permission-tokens"].PostAsync(card)),
        Sync(() => client.v3.marketing.membercardOpen.cards._card_id_.permissionTokens.Post(card)),
        Sync(() => client.Chain("v3/marketing/membercard-open/cards/{card_id}/permission-tokens").Post(card)),
        Sync(() => client["v3/marketing/membercard-open/cards/{card_id}/permission-tokens"].Post(card)),
    ]),
];

string[] styles = ["pure chain, async", "declarative, async", "indexer, async", "pure chain, sync", "declarative, sync", "indexer, sync"];
var verified = 0;
Console.WriteLine(sandbox is null
    ? "Calling WeChat Pay as the merchant in WECHATPAY_MCHID."
    : $"Calling the sandbox on {sandbox.BaseAddress}. Set WECHATPAY_MCHID to call WeChat Pay instead.");
foreach (var call in calls)
{
    var width = call.Lines.Max(line => line.Text.Length);
    Console.WriteLine();
    Console.WriteLine(call.Endpoint);
    Console.WriteLine($"{call.OptionsName} = {JsonSerializer.Serialize(call.Options, Settings.Readable)}");
    Console.WriteLine();
    Console.WriteLine($"  {"style",-18}  {"line".PadRight(width)}  {call.ReadText}");
    foreach (var (style, line) in styles.Zip(call.Lines))
    {
        Console.WriteLine($"  {style,-18}  {line.Text.PadRight(width)}  {await RunAsync(line, call)}");
    }
}

var lines = calls.Sum(call => call.Lines.Length);
Console.WriteLine();
Console.WriteLine(sandbox is null
    ? $"WeChat Pay accepted {verified} of {lines} requests; the client verified the signature of each response."
    : $"The sandbox checked the signatures of {sandbox.Requests.Count(request => request.IsSignatureValid)} of {lines} requests; the "
        + $"client verified those of {verified} of {lines} responses.");
return verified == lines ? 0 : 1;

async Task<object?> RunAsync(Line line, Call call)
{
    try
    {
        using var response = await line.Run();
        verified++;
        return call.Read(response);
    }
    catch (Exception problem) when (problem is WeChatPayException or HttpRequestException or TimeoutException)
    {
        return problem.Message;
    }
}

static Line Async(Func<Task<WeChatPayResponse>> run, [CallerArgumentExpression(nameof(run))] string text = "") =>
    new(text["async () => ".Length..], run);

static Line Sync(Func<WeChatPayResponse> run, [CallerArgumentExpression(nameof(run))] string text = "") =>
    new(text["() => ".Length..], () => Task.FromResult(run()));

/// <summary>A line of code, as text and as a delegate.</summary>
internal sealed record Line(string Text, Func<Task<WeChatPayResponse>> Run);

/// <summary>An endpoint with its options, the six lines that call it, and the field that is read from each response.</summary>
internal sealed record Call(
    string Endpoint,
    object Options,
    Func<WeChatPayResponse, object?> Read,
    Line[] Lines,
    [CallerArgumentExpression(nameof(Options))] string OptionsName = "",
    [CallerArgumentExpression(nameof(Read))] string Reader = "")
{
    public string ReadText => Reader["response => ".Length..];
}

/// <summary>The merchant's settings from environment variables.</summary>
internal sealed class Settings
{
    public static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string> _missing = [];

    public bool CallsPlatform { get; } = Optional("WECHATPAY_MCHID") is not null;

    /// <summary>Reads a value of the merchant; the sandbox gets an example value.</summary>
    public string Value(string variable, string inSandbox) => CallsPlatform ? Required(variable) : inSandbox;

    /// <exception cref="ArgumentException">A variable is not set, or a key cannot be read.</exception>
    public WeChatPayClientOptions ClientOptions()
    {
        var (merchantId, serial, privateKey) =
            (Required("WECHATPAY_MCHID"), Required("WECHATPAY_SERIAL"), Required("WECHATPAY_PRIVATE_KEY"));
        var (publicKeyId, publicKey, apiV3Key) =
            (Required("WECHATPAY_PUBLIC_KEY_ID"), Required("WECHATPAY_PUBLIC_KEY"), Required("WECHATPAY_APIV3_KEY"));
        if (_missing.Count > 0)
        {
            throw new ArgumentException(
                $"WECHATPAY_MCHID is set, so WeChat Pay itself would be called. Missing: {string.Join(", ", _missing)}.");
        }
        return new WeChatPayClientOptions
        {
            MerchantId = merchantId,
            MerchantSerialNumber = serial,
            MerchantPrivateKey = Rsa.From(FileOrPem(privateKey), KeyType.Private),
            PlatformKeys = { [publicKeyId] = Rsa.From(FileOrPem(publicKey), KeyType.Public) },
            ApiV3Key = apiV3Key,
            BaseAddress = new Uri(Optional("WECHATPAY_BASE_ADDRESS") ?? "https://api.mch.weixin.qq.com/", UriKind.RelativeOrAbsolute),
        };
    }

    // Rsa.From takes PEM text, or a path with the prefix file://.
    private static string FileOrPem(string value) => value.Contains("-----BEGIN ", StringComparison.Ordinal) ? value : $"file://{value}";

    private static string? Optional(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;

    private string Required(string variable)
    {
        if (Optional(variable) is { } value)
        {
            return value;
        }
        _missing.Add(variable);
        return "";
    }
}
