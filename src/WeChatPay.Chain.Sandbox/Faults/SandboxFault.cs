using WeChatPay.Chain.Sandbox.Faults;
using WeChatPay.Chain.Sandbox.Server;
using WeChatPay.Chain.Sandbox.Signing;

namespace WeChatPay.Chain.Sandbox;

/// <summary>A fault in a response or a notification.</summary>
/// <remarks>
/// Pass one to <see cref="WeChatPaySandbox.Inject"/> or <see cref="WeChatPaySandbox.InjectIntoNotifications"/>.
/// <para>
/// A signature fault does not change an unsigned response, such as an error response. In APIv2 the signature is a field of the
/// response, so faults in signature headers, in the serial number or in the timestamp do not change an APIv2 response.
/// </para>
/// </remarks>
public sealed class SandboxFault
{
    private readonly string _name;

    private SandboxFault(string name) => _name = name;

    /// <summary>
    /// Gets a fault that replaces the signature with a signature probe: an invalid signature that the platform sends from time to time
    /// to test whether merchants verify signatures.
    /// </summary>
    public static SandboxFault ProbeSignature { get; } = new("probe signature")
    {
        Alter = response => response.ReplaceSignature($"{SignatureHeaders.ProbePrefix}{Guid.NewGuid():N}"),
    };

    /// <summary>
    /// Gets a fault that changes the body after signing: it appends a space to the body or, in APIv2, to the value of each field.
    /// A response without a body gets one, and the status code 200.
    /// </summary>
    public static SandboxFault TamperedBody { get; } = new("tampered body") { Alter = response => response.Tamper() };

    /// <summary>Gets a fault that replaces the signature with text that is not valid Base64.</summary>
    public static SandboxFault MalformedSignature { get; } = new("malformed signature")
    {
        Alter = response => response.ReplaceSignature("%%%"),
    };

    /// <summary>Gets a fault that replaces the serial number or key ID with one that the merchant does not know.</summary>
    public static SandboxFault UnknownSerial { get; } = new("unknown serial")
    {
        Alter = response => response.ReplaceHeader(SignatureHeaders.Serial, "7777777777777777777777777777777777777777"),
    };

    /// <summary>Gets a fault that removes the signature.</summary>
    public static SandboxFault NoSignature { get; } = new("no signature") { Alter = response => response.RemoveSignature() };

    /// <summary>Gets a fault that resets the connection instead of sending a response. The request has taken effect.</summary>
    public static SandboxFault DroppedConnection { get; } = new("dropped connection") { Drop = ConnectionDrop.BeforeResponse };

    /// <summary>
    /// Gets a fault that closes the connection in the middle of the body, or before the response if it has no body. The request has
    /// taken effect.
    /// </summary>
    public static SandboxFault TruncatedBody { get; } = new("truncated body") { Drop = ConnectionDrop.InsideBody };

    /// <summary>The age of the timestamp, which the signature covers.</summary>
    internal TimeSpan Age { get; private init; }

    /// <summary>The time before the response is created; <see cref="Timeout.InfiniteTimeSpan"/> until the client disconnects.</summary>
    internal TimeSpan Pause { get; private init; }

    /// <summary>The response that is sent instead of calling the handler, or null.</summary>
    internal SandboxResponse? Replacement { get; private init; }

    internal ConnectionDrop Drop { get; private init; }

    /// <summary>Whether a notification can have this fault: it changes the message, not the connection.</summary>
    internal bool AppliesToNotifications => Replacement is null && Drop == ConnectionDrop.Never && Pause == TimeSpan.Zero;

    /// <summary>Changes the message after it was signed.</summary>
    internal Action<OutgoingResponse> Alter { get; private init; } = _ => { };

    /// <summary>Creates a fault that signs with another timestamp. The signature itself is valid.</summary>
    /// <param name="age">
    /// The age of the timestamp; negative for a time in the future. The client rejects a difference of more than 300 seconds.
    /// </param>
    public static SandboxFault OldTimestamp(TimeSpan age) => new("old timestamp") { Age = age };

    /// <summary>Creates a fault that removes one of the signature headers.</summary>
    /// <param name="name">The name of the header, such as <c>Wechatpay-Nonce</c>. Case is ignored.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not the name of a signature header.</exception>
    public static SandboxFault MissingHeader(string name) => SignatureHeaders.All.Contains(name, StringComparer.OrdinalIgnoreCase)
        ? new SandboxFault($"missing {name}") { Alter = response => response.Headers.Remove(name) }
        : throw new ArgumentException(
            $"'{name}' is not a signature header. Use one of {string.Join(", ", SignatureHeaders.All)}.", nameof(name));

    /// <summary>Creates a fault that sends another response, such as the 502 of a gateway. The request does not take effect.</summary>
    /// <param name="response">The response to send.</param>
    public static SandboxFault Response(SandboxResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return new SandboxFault("other response") { Replacement = response };
    }

    /// <summary>Creates a fault that sends an error response in the platform's format. The request does not take effect.</summary>
    /// <param name="statusCode">The HTTP status code, such as 500.</param>
    /// <param name="code">The platform's error code.</param>
    public static SandboxFault Status(int statusCode, string code = "SYSTEM_ERROR") =>
        Response(SandboxResponse.Error(statusCode, code, "系统异常，请稍后重试"));

    /// <summary>Creates a fault that delays the response. The request takes effect after the delay.</summary>
    /// <param name="delay">
    /// The time to wait, measured by <see cref="SandboxOptions.TimeProvider"/>; <see cref="Timeout.InfiniteTimeSpan"/> to wait until the
    /// client disconnects.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative.</exception>
    public static SandboxFault Delay(TimeSpan delay)
    {
        if (delay != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        }
        return new SandboxFault("delay") { Pause = delay };
    }

    /// <summary>Returns a short description of the fault, such as <c>probe signature</c>.</summary>
    public override string ToString() => _name;
}
