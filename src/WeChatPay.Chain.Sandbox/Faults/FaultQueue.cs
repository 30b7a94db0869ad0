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

    /// <returns>The first fault that applies to the request, or null.</returns>
    public SandboxFault? Take(SandboxRequest request)
    {
        lock (_lock)
        {
            var next = _pending.Find(pending => pending.Endpoint is null || pending.Endpoint.Match(request) is not null);
            if (next is not null && --next.Remaining == 0)
            {
                _pending.Remove(next);
            }
            return next?.Fault;
        }
    }

    private sealed record PendingFault(SandboxFault Fault, Endpoint? Endpoint)
    {
        public int Remaining { get; set; }
    }
}
