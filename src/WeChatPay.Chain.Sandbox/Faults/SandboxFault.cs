using WeChatPay.Chain.Sandbox.Faults;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;

namespace WeChatPay.Chain.Sandbox;

/// <summary>Something that goes wrong with an response or a notification. Inject one with <see cref="WeChatPaySandbox.Inject"/> or <see cref="WeChatPaySandbox.InjectIntoNotifications"/>.</summary>
/// <remarks>
/// What goes wrong with a signature leaves responses alone that have none, such as errors. The signature of APIv2 is a field of the
/// response: it has neither headers nor a serial nor a time that could go wrong.
/// </remarks>
public sealed class SandboxFault
{
    private SandboxFault(string name) => Name = name;

    /// <summary>A signature that is wrong on purpose, as the platform sends it now and then to see that it is refused.</summary>
    public static SandboxFault ProbeSignature { get; } = new("probe signature")
    {
        Alter = response => response.ReplaceSignature($"{SignatureHeaders.ProbePrefix}{Guid.NewGuid():N}"),
    };

    /// <summary>A body that is not the one that was signed: a blank more, of APIv2 one more in each field. An response without a body gets one, and status 200.</summary>
    public static SandboxFault TamperedBody { get; } = new("tampered body") { Alter = response => response.Tamper() };

    /// <summary>A signature that is no base64.</summary>
    public static SandboxFault MalformedSignature { get; } = new("malformed signature")
    {
        Alter = response => response.ReplaceSignature("%%%"),
    };

    /// <summary>A key that the merchant does not know.</summary>
    public static SandboxFault UnknownSerial { get; } = new("unknown serial")
    {
        Alter = response => response.Replace(SignatureHeaders.Serial, "7777777777777777777777777777777777777777"),
    };

    /// <summary>No signature at all.</summary>
    public static SandboxFault NoSignature { get; } = new("no signature") { Alter = response => response.RemoveSignature() };

    /// <summary>A connection that is reset before any response. The request has taken effect.</summary>
    public static SandboxFault DroppedConnection { get; } = new("dropped connection") { Drop = ConnectionDrop.BeforeResponse };

    /// <summary>A connection that ends in the middle of the body, or before the response when that has none.</summary>
    public static SandboxFault TruncatedBody { get; } = new("truncated body") { Drop = ConnectionDrop.InsideBody };

    /// <summary>What goes wrong, for messages of tests.</summary>
    public string Name { get; }

    /// <summary>How old the response's timestamp is; the signature itself is right.</summary>
    internal TimeSpan Age { get; private init; }

    /// <summary>How long the response waits; infinite for ever.</summary>
    internal TimeSpan Pause { get; private init; }

    /// <summary>The response that takes the place of the real one; the request has no effect then.</summary>
    internal SandboxResponse? Replacement { get; private init; }

    internal ConnectionDrop Drop { get; private init; }

    /// <summary>Whether only the message goes wrong, not the way it takes.</summary>
    internal bool IsOfTheMessage => Replacement is null && Drop == ConnectionDrop.Never && Pause == TimeSpan.Zero;

    /// <summary>Changes the signed response.</summary>
    internal Action<OutgoingResponse> Alter { get; private init; } = _ => { };

    /// <summary>An response that is right but old; above 300 s it is too old.</summary>
    /// <param name="age">How old; negative for an response from the future.</param>
    public static SandboxFault OldTimestamp(TimeSpan age) => new("old timestamp") { Age = age };

    /// <summary>One of the signature's headers is missing.</summary>
    /// <param name="name">Such as <c>Wechatpay-Nonce</c>.</param>
    /// <exception cref="ArgumentException">The signature has no such header.</exception>
    public static SandboxFault MissingHeader(string name) => SignatureHeaders.All.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? new SandboxFault($"missing {name}") { Alter = response => response.Headers.Remove(name) }
        : throw new ArgumentException($"'{name}' is no header of the signature. It has {string.Join(", ", SignatureHeaders.All)}.", nameof(name));

    /// <summary>Another response than the right one, such as a gateway's 502.</summary>
    /// <param name="response">What is answered; the request has no effect.</param>
    public static SandboxFault Response(SandboxResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new SandboxFault("other response") { Replacement = response };
    }

    /// <summary>An error status in the platform's form.</summary>
    /// <param name="status">Such as 500.</param>
    /// <param name="code">The platform's code.</param>
    public static SandboxFault Status(int status, string code = "SYSTEM_ERROR") => Response(SandboxResponse.Error(status, code, "系统异常，请稍后重试"));

    /// <summary>An response that takes its time. The request has taken effect when the response comes, not before.</summary>
    /// <param name="pause">How long it waits, by the sandbox's clock; <see cref="Timeout.InfiniteTimeSpan"/> until the client gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="pause"/> is negative.</exception>
    public static SandboxFault Delay(TimeSpan pause)
    {
        if (pause != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        }
        return new SandboxFault("delay") { Pause = pause };
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
