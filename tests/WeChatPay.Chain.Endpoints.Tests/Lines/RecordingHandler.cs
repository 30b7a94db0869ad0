using System.Net;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>Records requests instead of sending them, and responds with an error, which ends the call.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    private readonly List<string> _requests = [];

    public IReadOnlyList<string> Requests => _requests;

    /// <summary>Gets the body of the only request.</summary>
    public string Body => _requests.Single().Split('\n')[^1];

    /// <summary>Creates a client whose requests are recorded.</summary>
    public static WeChatPayClient CreateClient(
        RecordingHandler handler, string baseAddress = "https://api.mch.weixin.qq.com/") => new(new WeChatPayClientOptions
        {
            BaseAddress = new Uri(baseAddress),
            MerchantId = RecordedCall.MerchantId,
            MerchantSerialNumber = "1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C",
            MerchantPrivateKey = TestKeys.Merchant,
            PlatformKeys = { [RecordedCall.PlatformSerial] = TestKeys.Platform },
            ApiV3Key = "0123456789abcdefghijklmnopqrstuv",
            ApiV2Key = "vutsrqponmlkjihgfedcba9876543210",
            PrimaryHandler = handler,
        });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Add(await RecordedCall.DescribeAsync(request));
        return CreateResponse(request);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Add(RecordedCall.DescribeAsync(request).GetAwaiter().GetResult());
        return CreateResponse(request);
    }

    private static HttpResponseMessage CreateResponse(HttpRequestMessage request) => new(HttpStatusCode.Forbidden)
    {
        RequestMessage = request,
        Content = new StringContent("""{"code":"NO_AUTH","message":"recorded"}"""),
    };
}
