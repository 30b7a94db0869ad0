using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>The faults of a fault run, by the names that the two processes use.</summary>
internal static class FaultKinds
{
    private static readonly Dictionary<string, SandboxFault> _notificationFaults = new()
    {
        ["probe"] = SandboxFault.ProbeSignature,
        ["tampered"] = SandboxFault.TamperedBody,
        ["malformed"] = SandboxFault.MalformedSignature,
        ["unsigned"] = SandboxFault.NoSignature,
        ["unknown-serial"] = SandboxFault.UnknownSerial,
        ["old"] = SandboxFault.OldTimestamp(TimeSpan.FromMinutes(10)),
    };

    private static readonly Dictionary<string, SandboxFault> _responseFaults = new(_notificationFaults)
    {
        ["reset"] = SandboxFault.DroppedConnection,
        ["truncated"] = SandboxFault.TruncatedBody,
        ["400"] = SandboxFault.Status(400, "PARAM_ERROR"),
        ["500"] = SandboxFault.Status(500),
        ["502"] = SandboxFault.Status(502),
        ["429"] = SandboxFault.Status(429, "FREQUENCY_LIMITED"),
        ["delay"] = SandboxFault.Delay(TimeSpan.FromSeconds(2)),
        ["silence"] = SandboxFault.Delay(TimeSpan.FromMinutes(2)),
    };

    /// <summary>The names of the faults of responses.</summary>
    public static IReadOnlyList<string> ForResponses { get; } = [.. _responseFaults.Keys];

    /// <summary>The names of the faults of notifications.</summary>
    public static IReadOnlyList<string> ForNotifications { get; } = [.. _notificationFaults.Keys];

    public static SandboxFault Find(string kind) => _responseFaults[kind];
}
