using System.Net;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>Records requests instead of sending them, and responds with an error, which ends the call.</summary>
internal sealed class RecordingHandler : HttpMessageHandler
{
    private readonly List<string> _requests = [];

    public IReadOnlyList<string> Requests => _requests;

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
