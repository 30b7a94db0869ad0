using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>What goes wrong in a fault run, by the names that the two processes use.</summary>
internal static class FaultKinds
{
    private static readonly Dictionary<string, SandboxFault> _ofMessages = new()
    {
        ["probe"] = SandboxFault.ProbeSignature,
        ["tampered"] = SandboxFault.TamperedBody,
        ["malformed"] = SandboxFault.MalformedSignature,
        ["unsigned"] = SandboxFault.NoSignature,
        ["unknown-serial"] = SandboxFault.UnknownSerial,
        ["old"] = SandboxFault.OldTimestamp(TimeSpan.FromMinutes(10)),
    };

    private static readonly Dictionary<string, SandboxFault> _ofAnswers = new(_ofMessages)
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

    /// <summary>What can be wrong with an answer.</summary>
    public static IReadOnlyList<string> OfAnswers { get; } = [.. _ofAnswers.Keys];

    /// <summary>What can be wrong with a notification.</summary>
    public static IReadOnlyList<string> OfNotifications { get; } = [.. _ofMessages.Keys];

    public static SandboxFault Find(string kind) => _ofAnswers[kind];
}
