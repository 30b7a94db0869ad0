using System.Security.Cryptography;

namespace WeChatPay.Chain.Sandbox.Keys;

/// <summary>The platform's certificates: the last one signs, those before it stay known.</summary>
internal sealed class SigningCertificates : IDisposable
{
    private readonly Lock _lock = new();
    private SigningCertificate[] _all = [];

    /// <summary>Oldest first. Empty for a merchant who knows none.</summary>
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
