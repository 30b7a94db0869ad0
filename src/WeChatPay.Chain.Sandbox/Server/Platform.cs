using System.Collections.Concurrent;
using WeChatPay.Chain.Sandbox.Endpoints;
using WeChatPay.Chain.Sandbox.Faults;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Notifications;
using WeChatPay.Chain.Sandbox.Payments;
using WeChatPay.Chain.Sandbox.Signing;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>The way of one request: checked, recorded, met by a fault, answered, signed.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly SandboxIdentity _identity;
    private readonly RequestVerifier _verifier;
    private readonly ResponseSigner _signer;
    private readonly V2RequestVerifier _v2Verifier;
    private readonly V2ResponseSigner _v2Signer;
    private readonly TimeProvider _timeProvider;

    public Platform(SandboxIdentity identity, SandboxOptions options)
    {
        _identity = identity;
        _timeProvider = options.TimeProvider;
        _verifier = new RequestVerifier(identity, _timeProvider);
        _signer = new ResponseSigner(identity, options);
        _v2Verifier = new V2RequestVerifier(identity);
        _v2Signer = new V2ResponseSigner(identity);
        Notifications = new NotificationSender(identity, _signer, options);
        Orders = new OrderBook(_timeProvider, new PaymentNotifier(identity.MerchantId, Notifications));
        Routes = new RouteTable(
        [
            .. DocumentedEndpoints.All(_timeProvider),
            .. BillEndpoints.All(_timeProvider),
            .. PaymentEndpoints.All(Orders, identity.MerchantId),
            .. V2Endpoints.All(_timeProvider),
            .. UploadEndpoints.All,
            CertificateEndpoint.RouteOf(identity),
        ]);
    }

    public RouteTable Routes { get; }

    public OrderBook Orders { get; }

    public NotificationSender Notifications { get; }

    public FaultQueue Faults { get; } = new();

    public ConcurrentQueue<SandboxRequest> Requests { get; } = new();

    public async Task<(OutgoingResponse Answer, ConnectionDrop Drop)> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        request.Identity = _identity;
        var refusal = request.IsV2 ? _v2Verifier.Refuse(request) : _verifier.Refuse(request);
        var route = Routes.Find(request);
        Requests.Enqueue(request);
        var fault = Faults.Take(request);
        if (fault is not null && fault.Pause != TimeSpan.Zero)
        {
            await Task.Delay(fault.Pause, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
        var response = fault?.Replacement ?? refusal ?? AnswerOf(route, request);
        var outgoing = new OutgoingResponse(response);
        if (response.IsSigned)
        {
            Sign(outgoing, request, fault?.Age ?? TimeSpan.Zero);
        }
        fault?.Alter(outgoing);
        return (outgoing, fault?.Drop ?? ConnectionDrop.Never);
    }

    public ValueTask DisposeAsync() => Notifications.DisposeAsync();

    private void Sign(OutgoingResponse response, SandboxRequest request, TimeSpan age)
    {
        if (request.IsV2)
        {
            _v2Signer.Sign(response, request);
        }
        else
        {
            _signer.Sign(response, age);
        }
    }

    private static SandboxResponse AnswerOf(Route? route, SandboxRequest request)
    {
        if (route is null)
        {
            return request.IsV2 ? V2Errors.Of("请求的资源不存在", 404) : SandboxResponse.Error(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在");
        }
        try
        {
            return route.Answer(request);
        }
        catch (Exception exception)
        {
            // Whatever a test's own function throws is for the test to see; thrown here it would only close the connection.
            request.HandlerException = exception;
            return SandboxResponse.Error(500, "SYSTEM_ERROR", $"The function that responses {request} threw {exception.GetType()}: {exception.Message}");
        }
    }
}
