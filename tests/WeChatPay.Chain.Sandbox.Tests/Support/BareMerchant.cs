using System.Net.Http.Headers;
using System.Text;

namespace WeChatPay.Chain.Sandbox.Tests.Support;

/// <summary>A merchant without the library: it signs requests by the platform's rules and returns any response unverified.</summary>
public sealed class BareMerchant(WeChatPaySandbox sandbox) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    public WeChatPayClientOptions Options { get; } = sandbox.CreateClientOptions();

    public long Now => Options.TimeProvider.GetUtcNow().ToUnixTimeSeconds();

    public Authorization Authorize(HttpMethod method, string target, string body = "") =>
        Authorization.Sign(Options, method.Method, target, Now, Encoding.UTF8.GetBytes(body));

    public Task<BareResponse> GetAsync(string target) => SendAsync(HttpMethod.Get, target);

    public Task<BareResponse> PostAsync(string target, string body) => SendAsync(HttpMethod.Post, target, body);

    public Task<BareResponse> SendAsync(HttpMethod method, string target, string body = "") =>
        SendAsync(CreateRequest(method, target, body, $"{Authorize(method, target, body)}"));

    public async Task<BareResponse> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            return await BareResponse.ReadAsync(response);
        }
    }

    /// <param name="method">The HTTP method.</param>
    /// <param name="target">The target, which is sent unchanged.</param>
    /// <param name="body">The body, which is sent as UTF-8. If it is empty, the request has no content.</param>
    /// <param name="authorization">The value of the header, or null to omit it.</param>
    public HttpRequestMessage CreateRequest(HttpMethod method, string target, string body, string? authorization)
    {
        var address = new Uri(
            sandbox.BaseAddress.GetLeftPart(UriPartial.Authority) + target,
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(method, address);
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("User-Agent", "bare-merchant/1.0");
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }
        if (body.Length > 0)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") }
            };
        }
        return request;
    }

    public void Dispose() => _http.Dispose();
}
