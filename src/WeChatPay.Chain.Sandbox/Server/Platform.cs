using System.Collections.Concurrent;
using WeChatPay.Chain.Sandbox.Endpoints;
using WeChatPay.Chain.Sandbox.Faults;
using WeChatPay.Chain.Sandbox.Keys;
using WeChatPay.Chain.Sandbox.Notifications;
using WeChatPay.Chain.Sandbox.Payments;
using WeChatPay.Chain.Sandbox.Signing;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox.Server;

/// <summary>Handles a request: verifies and records it, applies a fault, creates the response and signs it.</summary>
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
            .. DocumentedEndpoints.CreateRoutes(_timeProvider),
            .. BillEndpoints.CreateRoutes(_timeProvider),
            .. new PaymentEndpoints(Orders, identity.MerchantId).CreateRoutes(),
            .. V2Endpoints.CreateRoutes(_timeProvider),
            .. UploadEndpoints.CreateRoutes(),
            CertificateEndpoint.CreateRoute(identity),
        ]);
    }

    public RouteTable Routes { get; }

    public OrderBook Orders { get; }

    public NotificationSender Notifications { get; }

    public FaultQueue Faults { get; } = new();

    public ConcurrentQueue<SandboxRequest> Requests { get; } = new();

    public async Task<(OutgoingResponse Response, ConnectionDrop Drop)> HandleAsync(
        SandboxRequest request, CancellationToken cancellationToken)
    {
        request.Identity = _identity;
        var error = request.IsV2 ? _v2Verifier.Verify(request) : _verifier.Verify(request);
        var route = Routes.Find(request);
        Requests.Enqueue(request);
        var fault = Faults.Take(request);
        if (fault is not null && fault.Pause != TimeSpan.Zero)
        {
            await Task.Delay(fault.Pause, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
        var response = fault?.Replacement ?? error ?? CreateResponse(route, request);
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

    private static SandboxResponse CreateResponse(Route? route, SandboxRequest request)
    {
        if (route is null)
        {
            const string notFound = "请求的资源不存在";
            return request.IsV2 ? V2Errors.CreateReturnError(notFound, 404) : SandboxResponse.Error(404, "RESOURCE_NOT_EXISTS", notFound);
        }
        try
        {
            return route.Handler(request);
        }
        catch (Exception exception)
        {
            // The exception of a test's handler belongs to the test. Rethrown here, it would only close the connection.
            request.HandlerException = exception;
            return SandboxResponse.Error(500, "SYSTEM_ERROR", $"The handler of {request} threw {exception.GetType()}: {exception.Message}");
        }
    }
}
