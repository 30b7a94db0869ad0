using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Platforms;

/// <summary>The sandbox as the platform: it checks requests and signs responses with its own code.</summary>
public sealed class SandboxPlatform : IPlatform
{
    private readonly WeChatPaySandbox _sandbox;

    private SandboxPlatform(WeChatPaySandbox sandbox) => _sandbox = sandbox;

    public static async Task<SandboxPlatform> StartAsync() =>
        new(await WeChatPaySandbox.StartAsync(new SandboxOptions { TimeProvider = new FrozenClock() }));

    public WeChatPayClientOptions CreateClientOptions() => _sandbox.CreateClientOptions();

    public Task RespondAsync(HttpMethod method, string target, CannedResponse response)
    {
        var path = target.Split('?')[0];
        _sandbox.Respond(method, path, CreateSandboxResponse(response));
        if (FaultFor(response) is { } fault)
        {
            _sandbox.Inject(fault, times: 1, method, path);
        }
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<ReceivedRequest>> RequestsAsync() => Task.FromResult<IReadOnlyList<ReceivedRequest>>(
        [.. _sandbox.Requests.Select(request => new ReceivedRequest(request.Method, request.Target, request.Headers, request.BodyBytes))]);

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    private static SandboxResponse CreateSandboxResponse(CannedResponse response) =>
        SandboxResponse.Bytes(response.Body, response.Headers.GetValueOrDefault("Content-Type", ""), response.Status) with
        {
            Headers = response.Headers.Remove("Content-Type"),
            IsSigned = response.IsSigned,
        };

    private static SandboxFault? FaultFor(CannedResponse response) => response switch
    {
        { MissingHeader: { } name } => SandboxFault.MissingHeader(name),
        { Age.Ticks: not 0 } => SandboxFault.OldTimestamp(response.Age),
        { Delay.Ticks: not 0 } => SandboxFault.Delay(response.Delay),
        { Flaw: Flaw.TamperedBody } => SandboxFault.TamperedBody,
        { Flaw: Flaw.UnknownSerial } => SandboxFault.UnknownSerial,
        { Flaw: Flaw.MalformedSignature } => SandboxFault.MalformedSignature,
        { Flaw: Flaw.Probe } => SandboxFault.ProbeSignature,
        { Flaw: Flaw.DroppedConnection } => SandboxFault.DroppedConnection,
        _ => null,
    };
}
