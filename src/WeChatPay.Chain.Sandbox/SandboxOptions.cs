namespace WeChatPay.Chain.Sandbox;

/// <summary>How a sandbox behaves, apart from the responses that a test sets.</summary>
public sealed class SandboxOptions
{
    /// <summary>The clock that judges the age of requests, stamps responses, measures delays and repeats notifications; read when the sandbox starts. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set => field = value ?? throw new ArgumentNullException(nameof(value)); } = TimeProvider.System;

    /// <summary>
    /// Whether the platform signs with its certificate, as for merchants of before 2024, instead of with the WeChat Pay public key.
    /// Default: no. The options that the sandbox hands out know both keys, as during a migration, and this may change while it runs.
    /// </summary>
    public bool SignWithCertificate { get; set; }

    /// <summary>
    /// Whether the merchant has the WeChat Pay public key only, as those of today: the options that the sandbox hands out know no
    /// certificate, and <c>GET v3/certificates</c> is a 404 <c>RESOURCE_NOT_EXISTS</c>. Read when the sandbox starts. Default: no.
    /// </summary>
    public bool PublicKeyOnly { get; set; }

    /// <summary>
    /// Whether the merchant has no WeChat Pay public key, as those of before 2024: the platform signs with its certificate alone, and the
    /// options that the sandbox hands out know no key, but download the certificates (<see cref="PlatformKeys.FromCertificates"/>). Read
    /// when the sandbox starts. Default: no.
    /// </summary>
    public bool CertificatesOnly { get; set; }

    /// <summary>
    /// How often each notification is posted at the same moment, as the platform does now and then; may change while the sandbox runs.
    /// Default: 1.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public int NotificationCopies
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;
}
