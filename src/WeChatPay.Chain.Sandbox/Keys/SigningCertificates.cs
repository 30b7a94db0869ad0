using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>The certificates of the platform. The newest one signs; the others remain available. Thread-safe.</summary>
internal sealed class SigningCertificates : IDisposable
{
    private readonly Lock _lock = new();
    private SigningCertificate[] _all = [];

    /// <summary>All certificates, oldest first; empty with <see cref="SandboxOptions.PublicKeyOnly"/>.</summary>
    public IReadOnlyList<SigningCertificate> All
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    public SigningCertificate Current => All[^1];

    public SigningCertificate Add(RSA key, DateTimeOffset effective)
    {
        var certificate = new SigningCertificate(key, effective);
        lock (_lock)
        {
            _all = [.. _all, certificate];
        }
        return certificate;
    }

    public void Dispose()
    {
        foreach (var certificate in All)
        {
            certificate.Dispose();
        }
    }
}
