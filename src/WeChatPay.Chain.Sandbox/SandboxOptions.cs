namespace WeChatPay.Chain.Sandbox;

/// <summary>The options of a <see cref="WeChatPaySandbox"/>.</summary>
public sealed class SandboxOptions
{
    /// <summary>
    /// Gets or sets the clock of the sandbox: it checks the age of requests, provides timestamps, and measures delays and the waits between
    /// deliveries of notifications. The clients that the sandbox configures use it too. The default is <see cref="TimeProvider.System"/>.
    /// The sandbox reads it when it starts.
    /// </summary>
    public TimeProvider TimeProvider { get; set => field = value ?? throw new ArgumentNullException(nameof(value)); } = TimeProvider.System;

    /// <summary>
    /// Gets or sets a value indicating whether the platform signs with its certificate instead of the WeChat Pay public key. The default is
    /// <see langword="false"/>. The clients that the sandbox configures have both keys, as during a migration, so this may be changed while
    /// the sandbox runs.
    /// </summary>
    public bool SignWithCertificate { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the merchant has the WeChat Pay public key only, as new merchants do: the platform has no
    /// certificate, and <c>GET v3/certificates</c> returns 404 <c>RESOURCE_NOT_EXISTS</c>. The default is <see langword="false"/>. The
    /// sandbox reads it when it starts. It cannot be combined with <see cref="SignWithCertificate"/> or <see cref="CertificatesOnly"/>.
    /// </summary>
    public bool PublicKeyOnly { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether the merchant has no WeChat Pay public key: the platform signs with its certificate only, and
    /// the clients that the sandbox configures have no platform key but download the certificates
    /// (<see cref="PlatformKeys.FromCertificates"/>). The default is <see langword="false"/>. The sandbox reads it when it starts.
    /// </summary>
    public bool CertificatesOnly { get; set; }

    /// <summary>
    /// Gets or sets the number of copies of each notification that are sent at the same time, to test for duplicates. The default is 1. It
    /// may be changed while the sandbox runs.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
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
