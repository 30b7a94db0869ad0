using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox;

/// <summary>The platform's certificates: the last one signs, those before it stay known.</summary>
internal sealed class PlatformCertificates : IDisposable
{
    private readonly Lock _lock = new();
    private PlatformCertificate[] _all = [];

    /// <summary>Oldest first. Empty for a merchant who knows none.</summary>
    public IReadOnlyList<PlatformCertificate> All
    {
        get
        {
            lock (_lock)
            {
                return _all;
            }
        }
    }

    public PlatformCertificate Current => All[^1];

    public PlatformCertificate Add(RSA key, DateTimeOffset effective)
    {
        var certificate = new PlatformCertificate(key, effective);
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
