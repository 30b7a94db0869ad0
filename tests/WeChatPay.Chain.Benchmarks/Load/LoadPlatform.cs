using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WeChatPay.Chain.Benchmarks.Load;

/// <summary>
/// A platform in a separate process, so that its work is not measured. It signs its response once a second and checks nothing.
/// </summary>
internal sealed class LoadPlatform : IDisposable
{
    private readonly Process _process;

    private LoadPlatform(Process process, Uri baseAddress, RSA publicKey)
    {
        _process = process;
        BaseAddress = baseAddress;
        PublicKey = publicKey;
    }

    public Uri BaseAddress { get; }

    public RSA PublicKey { get; }

    /// <param name="command">The command of this program that calls <see cref="ServeAsync"/>.</param>
    public static LoadPlatform StartProcess(string command = "platform")
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(LoadPlatform).Assembly.Location, command])
        {
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        })!;
        var baseAddress = new Uri(process.StandardOutput.ReadLine()!);
        var publicKey = RSA.Create();
        publicKey.ImportSubjectPublicKeyInfo(Convert.FromBase64String(process.StandardOutput.ReadLine()!), out _);
        return new LoadPlatform(process, baseAddress, publicKey);
    }

    /// <summary>Runs in the other process until its standard input ends.</summary>
    public static Task RunAsync() => ServeAsync(key =>
    {
        var response = new SignedResponse(key);
        return async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            await response.WriteAsync(context.Response);
        };
    });

    /// <summary>Serves until the standard input ends.</summary>
    /// <param name="create">Creates the request handler with the key that signs its responses.</param>
    public static async Task ServeAsync(Func<RSA, RequestDelegate> create)
    {
        using var key = RSA.Create(2048);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        await using var app = builder.Build();
        app.Run(create(key));
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        Console.WriteLine(Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
        await Console.In.ReadToEndAsync();
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        PublicKey.Dispose();
    }

    private sealed class SignedResponse(RSA key)
    {
        private static readonly byte[] _body = Encoding.UTF8.GetBytes("""{"apply_permissions_token":"1230000109201407033233368018"}""");

        private (long Timestamp, string Signature) _current;

        public async Task WriteAsync(HttpResponse response)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            var (timestamp, signature) = _current;
            if (timestamp != now)
            {
                var text = (byte[])[.. Encoding.UTF8.GetBytes($"{now}\nnonce\n"), .. _body, (byte)'\n'];
                (timestamp, signature) =
                    _current = (now, Convert.ToBase64String(key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
            }
            response.ContentType = "application/json";
            response.ContentLength = _body.Length;
            response.Headers["Wechatpay-Timestamp"] = $"{timestamp}";
            response.Headers["Wechatpay-Nonce"] = "nonce";
            response.Headers["Wechatpay-Serial"] = BenchmarkKeys.PublicKeyId;
            response.Headers["Wechatpay-Signature"] = signature;
            response.Headers["Request-ID"] = "08F5A1B2C3D4E5F6-0";
            await response.Body.WriteAsync(_body);
        }
    }
}
