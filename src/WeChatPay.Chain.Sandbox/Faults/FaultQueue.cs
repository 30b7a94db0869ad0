using WeChatPay.Chain.Sandbox.Endpoints;

namespace WeChatPay.Chain.Sandbox.Faults;

/// <summary>The faults that wait for a request, in the order in which they were injected.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _pending = [];

    /// <param name="fault">What goes wrong.</param>
    /// <param name="times">For how many requests.</param>
    /// <param name="endpoint">Null for any.</param>
    public void Add(SandboxFault fault, int times, Endpoint? endpoint)
    {
        lock (_lock)
        {
            _pending.Add(new Pending(fault, endpoint) { Left = times });
        }
    }

    /// <returns>The first fault that is meant for the request; null mostly.</returns>
    public SandboxFault? Take(SandboxRequest request)
    {
        lock (_lock)
        {
            var next = _pending.Find(pending => pending.Endpoint is null || pending.Endpoint.Match(request) is not null);
            if (next is not null && --next.Left == 0)
            {
                _pending.Remove(next);
            }
            return next?.Fault;
        }
    }

    private sealed record Pending(SandboxFault Fault, Endpoint? Endpoint)
    {
        public int Left { get; set; }
    }
}
