namespace WeChatPay.Chain.Sandbox;

/// <summary>The faults that wait for a request, in the order in which they were injected.</summary>
internal sealed class FaultQueue
{
    private readonly Lock _lock = new();
    private readonly List<Pending> _pending = [];

    public void Add(SandboxFault fault, int times, Route? route)
    {
        lock (_lock)
        {
            _pending.Add(new Pending(fault, route) { Left = times });
        }
    }

    /// <returns>The first fault that is meant for the request; null mostly.</returns>
    public SandboxFault? Take(SandboxRequest request)
    {
        lock (_lock)
        {
            var next = _pending.Find(pending => pending.Route?.Match(request) is not null || pending.Route is null);
            if (next is not null && --next.Left == 0)
            {
                _pending.Remove(next);
            }
            return next?.Fault;
        }
    }

    private sealed record Pending(SandboxFault Fault, Route? Route)
    {
        public int Left { get; set; }
    }
}
