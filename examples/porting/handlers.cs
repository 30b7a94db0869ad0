// What the handler stack and configuration of Guzzle do in wechatpay-php: logging, proxies, mocks, remote signing.
// Each line of PHP is followed by its C# equivalent.

#:project ../../src/WeChatPay.Chain
#:project ../../src/WeChatPay.Chain.Sandbox

using System.Net;
using System.Security.Cryptography;
using WeChatPay.Chain;
using WeChatPay.Chain.Sandbox;

await using var sandbox = await WeChatPaySandbox.StartAsync();

Console.WriteLine("Middleware");
var options = sandbox.CreateClientOptions();
// $stack = HandlerStack::create();
var sockets = new SocketsHttpHandler();
// $stack->push(static fn (callable $next) => static function ($request, $options) use ($next) {
//     echo $request->getMethod(), ' ', $request->getUri()->getPath(), PHP_EOL;
//     return $next($request, $options);
// });
options.PrimaryHandler = new Logging { InnerHandler = sockets };
// $instance = Builder::factory(['handler' => $stack] + $config);
using var logged = new WeChatPayClient(options);
// $instance->chain('v3/certificates')->get(['debug' => true]);
logged.Chain("v3/certificates").Get();

Console.WriteLine("Proxy");
// $instance = Builder::factory(['proxy' => 'http://127.0.0.1:9'] + $config);
options.PrimaryHandler = new SocketsHttpHandler { Proxy = new WebProxy("http://127.0.0.1:9") };
using var proxied = new WeChatPayClient(options);
try
{
    proxied.Chain("v3/certificates").Get();
}
catch (HttpRequestException problem)
{
    // Nothing listens on this port.
    Console.WriteLine($"  {problem.HttpRequestError}");
}

Console.WriteLine("Mock");
// $mock = new MockHandler([new Response(400, [], '{"code":"PARAM_ERROR"}')]);
options.PrimaryHandler = new Mock(
    new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"code":"PARAM_ERROR"}""") });
// $instance = Builder::factory(['handler' => HandlerStack::create($mock)] + $config);
using var mocked = new WeChatPayClient(options);
try
{
    // $instance->chain('v3/certificates')->get();
    mocked.Chain("v3/certificates").Get();
}
catch (WeChatPayApiException problem)
{
    Console.WriteLine($"  {problem.StatusCode} {problem.Code}");
}

Console.WriteLine("Remote signing");
options = sandbox.CreateClientOptions();
// $stack->remove('signer');
// $stack->before('prepare_body', Middleware::mapRequest($remoteSigner), 'signer');
options.RequestSigner = new RemoteSigner(options.MerchantId, options.MerchantSerialNumber, options.MerchantPrivateKey!);
using var remote = new WeChatPayClient(options);
// $response = $instance->chain('v3/certificates')->get();
var response = remote.Chain("v3/certificates").Get();
Console.WriteLine($"  {response.StatusCode}");

Console.WriteLine("The driver");
// $response = $instance->getDriver()->request('GET', 'v3/certificates');
response = remote.Chain("v3/certificates").Get();
Console.WriteLine($"  {response.StatusCode}");
// $response = $instance->getDriver()->requestAsync('GET', 'v3/certificates')->wait();
response = await remote.Chain("v3/certificates").GetAsync();
Console.WriteLine($"  {response.StatusCode}");

/// <summary>Sees each request as it is sent, and each response before it is verified.</summary>
internal sealed class Logging : DelegatingHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Console.WriteLine($"  {request.Method} {request.RequestUri!.AbsolutePath}");
        return base.Send(request, cancellationToken);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Console.WriteLine($"  {request.Method} {request.RequestUri!.AbsolutePath}");
        return base.SendAsync(request, cancellationToken);
    }
}

/// <summary>Returns a response without a network. A 2xx response would have to be signed, which the sandbox does.</summary>
internal sealed class Mock(HttpResponseMessage response) : HttpMessageHandler
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => response;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(response);
}

/// <summary>Signs each request with a key that never leaves its server.</summary>
internal sealed class RemoteSigner(string merchantId, string serialNumber, RSA server) : IRequestSigner
{
    public string Identity => merchantId;

    public string SerialNumber => serialNumber;

    // A real signer calls its server here.
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Sign(message.Span));

    public byte[] Sign(ReadOnlySpan<byte> message) => server.SignData(message, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
