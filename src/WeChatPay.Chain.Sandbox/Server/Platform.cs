using System.Collections.Concurrent;
using WeChatPay.Chain.Sandbox.Notifications;
using WeChatPay.Chain.Sandbox.Payments;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The way of one request: checked, recorded, met by a fault, answered, signed.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly SandboxIdentity _identity;
    private readonly RequestVerifier _verifier;
    private readonly AnswerSigner _signer;
    private readonly V2RequestVerifier _v2Verifier;
    private readonly V2AnswerSigner _v2Signer;
    private readonly TimeProvider _timeProvider;

    public Platform(SandboxIdentity identity, SandboxOptions options)
    {
        _identity = identity;
        _timeProvider = options.TimeProvider;
        _verifier = new RequestVerifier(identity, _timeProvider);
        _signer = new AnswerSigner(identity, options);
        _v2Verifier = new V2RequestVerifier(identity);
        _v2Signer = new V2AnswerSigner(identity);
        Notifications = new NotificationSender(identity, _signer, options);
        Orders = new OrderBook(_timeProvider, new PaymentNotifier(identity.MerchantId, Notifications));
        Routes = new RouteTable(
        [
            .. DocumentedCalls.All(_timeProvider),
            .. Bills.All(_timeProvider),
            .. PaymentCalls.All(Orders, identity.MerchantId),
            .. V2Calls.All(_timeProvider),
            .. Uploads.All,
            Certificates.RouteOf(identity),
        ]);
    }

    public RouteTable Routes { get; }

    public OrderBook Orders { get; }

    public NotificationSender Notifications { get; }

    public FaultQueue Faults { get; } = new();

    public ConcurrentQueue<SandboxRequest> Requests { get; } = new();

    public async Task<(OutgoingAnswer Answer, Drop Drop)> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
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
        var answer = fault?.Replacement ?? refusal ?? AnswerOf(route, request);
        var outgoing = new OutgoingAnswer(answer);
        if (answer.IsSigned)
        {
            Sign(outgoing, request, fault?.Age ?? TimeSpan.Zero);
        }
        fault?.Alter(outgoing);
        return (outgoing, fault?.Drop ?? Drop.Never);
    }

    public ValueTask DisposeAsync() => Notifications.DisposeAsync();

    private void Sign(OutgoingAnswer answer, SandboxRequest request, TimeSpan age)
    {
        if (request.IsV2)
        {
            _v2Signer.Sign(answer, request);
        }
        else
        {
            _signer.Sign(answer, age);
        }
    }

    private static SandboxAnswer AnswerOf(Route? route, SandboxRequest request)
    {
        if (route is null)
        {
            return request.IsV2 ? V2Refusal.Of("请求的资源不存在", 404) : SandboxAnswer.Error(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在");
        }
        try
        {
            return route.Answer(request);
        }
        catch (Exception exception)
        {
            // Whatever a test's own function throws is for the test to see; thrown here it would only close the connection.
            request.AnswerFailure = exception;
            return SandboxAnswer.Error(500, "SYSTEM_ERROR", $"The function that answers {request} threw {exception.GetType()}: {exception.Message}");
        }
    }
}
