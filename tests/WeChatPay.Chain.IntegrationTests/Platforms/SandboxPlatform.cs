using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The platform as the sandbox plays it: requests are checked, answers signed, by the sandbox's own code.</summary>
public sealed class SandboxPlatform : IPlatform
{
    private readonly WeChatPaySandbox _sandbox;

    private SandboxPlatform(WeChatPaySandbox sandbox) => _sandbox = sandbox;

    public static async Task<SandboxPlatform> StartAsync() =>
        new(await WeChatPaySandbox.StartAsync(new SandboxOptions { TimeProvider = new FrozenClock() }));

    public WeChatPayClientOptions CreateClientOptions() => _sandbox.CreateClientOptions();

    public Task AnswerAsync(HttpMethod method, string target, Answer answer)
    {
        var path = target.Split('?')[0];
        _sandbox.Respond(method, path, CreateSandboxResponse(answer));
        if (FaultOf(answer) is { } fault)
        {
            _sandbox.Inject(fault, times: 1, method, path);
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedRequest>> RequestsAsync() => Task.FromResult<IReadOnlyList<ReceivedRequest>>(
        [.. _sandbox.Requests.Select(request => new ReceivedRequest(request.Method, request.Target, request.Headers, request.BodyBytes))]);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    private static SandboxResponse CreateSandboxResponse(Answer answer) =>
        SandboxResponse.Bytes(answer.Body, answer.Headers.GetValueOrDefault("Content-Type", ""), answer.Status) with
        {
            Headers = answer.Headers.Remove("Content-Type"),
            IsSigned = answer.IsSigned,
        };

    private static SandboxFault? FaultOf(Answer answer) => answer switch
    {
        { MissingHeader: { } name } => SandboxFault.MissingHeader(name),
        { Age.Ticks: not 0 } => SandboxFault.OldTimestamp(answer.Age),
        { Delay.Ticks: not 0 } => SandboxFault.Delay(answer.Delay),
        { Flaw: Flaw.TamperedBody } => SandboxFault.TamperedBody,
        { Flaw: Flaw.UnknownSerial } => SandboxFault.UnknownSerial,
        { Flaw: Flaw.MalformedSignature } => SandboxFault.MalformedSignature,
        { Flaw: Flaw.Probe } => SandboxFault.ProbeSignature,
        { Flaw: Flaw.DroppedConnection } => SandboxFault.DroppedConnection,
        _ => null,
    };
}
