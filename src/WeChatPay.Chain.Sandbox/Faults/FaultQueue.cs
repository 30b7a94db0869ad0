using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Faults;

/// <summary>The injected faults that have not been applied yet, in order of injection.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<PendingFault> _pending = [];

    /// <param name="fault">The fault.</param>
    /// <param name="times">The number of requests to apply it to.</param>
    /// <param name="endpoint">The endpoint to limit it to, or null for any.</param>
    public void Add(SandboxFault fault, int times, Endpoint? endpoint)
    {
        lock (_lock)
        {
            _pending.Add(new PendingFault(fault, endpoint) { Remaining = times });
        }
    }

    /// <summary>Takes the fault to apply to a request.</summary>
    /// <returns>The first fault that applies, or null.</returns>
    public SandboxFault? Take(SandboxRequest request)
    {
        lock (_lock)
        {
            if (_pending.Find(pending => pending.AppliesTo(request)) is not { } next)
            {
                return null;
            }
            next.Remaining--;
            if (next.Remaining == 0)
            {
                _pending.Remove(next);
            }
            return next.Fault;
        }
    }

    private sealed class PendingFault(SandboxFault fault, Endpoint? endpoint)
    {
        public required int Remaining { get; set; }

        public SandboxFault Fault => fault;

        public bool AppliesTo(SandboxRequest request) => endpoint is null || endpoint.Match(request) is not null;
    }
}
