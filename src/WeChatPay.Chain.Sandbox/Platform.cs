using System.Collections.Concurrent;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The way of one request: checked, recorded, met by a fault, answered, signed.</summary>
internal sealed class Platform(SandboxIdentity identity, SandboxOptions options)
{
    private readonly RequestVerifier _verifier = new(identity, options.TimeProvider);
    private readonly AnswerSigner _signer = new(identity, options);
    private readonly TimeProvider _timeProvider = options.TimeProvider;

    public RouteTable Routes { get; } = new([.. DocumentedCalls.All(options.TimeProvider), .. Bills.All(options.TimeProvider)]);

    public FaultQueue Faults { get; } = new();

    public ConcurrentQueue<SandboxRequest> Requests { get; } = new();

    public async Task<(OutgoingAnswer Answer, Drop Drop)> AnswerAsync(SandboxRequest request, CancellationToken cancellationToken)
    {
        var refusal = _verifier.Refuse(request);
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
            _signer.Sign(outgoing, fault?.Age ?? TimeSpan.Zero);
        }
        fault?.Alter(outgoing);
        return (outgoing, fault?.Drop ?? Drop.Never);
    }

    private static SandboxAnswer AnswerOf(Route? route, SandboxRequest request)
    {
        if (route is null)
        {
            return SandboxAnswer.Error(404, "RESOURCE_NOT_EXISTS", "请求的资源不存在");
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
