using System.Collections.Concurrent;
using WeChatPay.Chain.Sandbox.V2;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The way of one request: checked, recorded, met by a fault, answered, signed.</summary>
internal sealed class Platform(SandboxIdentity identity, SandboxOptions options)
{
    private readonly RequestVerifier _verifier = new(identity, options.TimeProvider);
    private readonly AnswerSigner _signer = new(identity, options);
    private readonly V2RequestVerifier _v2Verifier = new(identity);
    private readonly V2AnswerSigner _v2Signer = new(identity);
    private readonly TimeProvider _timeProvider = options.TimeProvider;

    public RouteTable Routes { get; } = new(
    [
        .. DocumentedCalls.All(options.TimeProvider),
        .. Bills.All(options.TimeProvider),
        .. V2Calls.All(options.TimeProvider),
        .. Uploads.All,
        new Certificates(identity, options.TimeProvider).Route,
    ]);

    public FaultQueue Faults { get; } = new();

    public ConcurrentQueue<SandboxRequest> Requests { get; } = new();

    public async Task<(OutgoingAnswer Answer, Drop Drop)> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
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
