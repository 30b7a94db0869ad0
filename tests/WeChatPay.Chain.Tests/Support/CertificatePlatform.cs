using System.Security.Cryptography;
using System.Text.Json;
using CipherGcm = WeChatPay.Chain.Crypto.AesGcm;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A fake platform that returns its certificates and signs with one of them.</summary>
internal sealed class CertificatePlatform
{
    public const string First = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1";
    public const string Second = "6157F09EFDC096DE15EBE81A47057A7232F1B8E2";

    private static readonly string[] _targets = ["/v3/certificates", "/v3/global/certificates"];

    public CertificatePlatform()
    {
        Certificates = [Entry(First, Merchant.PlatformCertificateKey)];
        Handler = new FakePlatform(request => _targets.Contains(request.Uri.AbsolutePath) ? Download(this) : Respond(), Clock);
    }

    /// <summary>A key that is not the platform's.</summary>
    public static RSA Stranger { get; } = RSA.Create(2048);

    /// <summary>A key that is too short to be trusted.</summary>
    public static RSA Weak { get; } = RSA.Create(1024);

    public ManualTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    public FakePlatform Handler { get; }

    /// <summary>The certificates that a download lists.</summary>
    public List<object> Certificates { get; }

    /// <summary>The response of every other call.</summary>
    public FakeResponse Business { get; set; } = new() { Serial = First, Key = Merchant.PlatformCertificateKey };

    /// <summary>The response of a download.</summary>
    public Func<CertificatePlatform, FakeResponse> Download { get; set; } = platform => platform.List();

    /// <summary>Called before the response of each call that is not a download.</summary>
    public Func<bool>? Responding { get; set; }

    public int Downloads => Handler.Requests.Count(request => _targets.Contains(request.Uri.AbsolutePath));

    public WeChatPayClient CreateClient(Action<WeChatPayClientOptions>? configure = null) => Handler.CreateClient(options =>
    {
        options.PlatformKeys = PlatformKeys.FromCertificates();
        configure?.Invoke(options);
    });

    /// <summary>Creates the list of certificates, signed under a serial number; null for that of the other calls.</summary>
    public FakeResponse List(string? serial = null, RSA? key = null, IEnumerable<object>? certificates = null) => new()
    {
        Body = JsonSerializer.SerializeToUtf8Bytes(new { data = certificates ?? Certificates }),
        Serial = serial ?? Business.Serial,
        Key = key ?? Business.Key,
    };

    /// <summary>Switches to signing with a new certificate. The old one stays in the list.</summary>
    public void Rotate()
    {
        Certificates.Add(Entry(Second, Merchant.PlatformKey));
        Business = new FakeResponse { Serial = Second, Key = Merchant.PlatformKey };
    }

    /// <param name="serial">The serial number of the certificate.</param>
    /// <param name="key">The key of the certificate.</param>
    /// <param name="startsIn">Days from the clock's beginning.</param>
    /// <param name="endsIn">Days from the clock's beginning.</param>
    /// <param name="named">The serial number in the entry; null for that of the certificate.</param>
    /// <param name="apiV3Key">The key that encrypts the certificate.</param>
    public object Entry(
        string serial, RSA key, double startsIn = -10, double endsIn = 100, string? named = null, string apiV3Key = Merchant.ApiV3Key)
    {
        using var certificate = SelfSigned.Create(key, serial, Clock.GetUtcNow().AddDays(startsIn), Clock.GetUtcNow().AddDays(endsIn));
        return EntryOf(certificate.ExportCertificatePem(), named ?? serial, apiV3Key);
    }

    public static object EntryOf(
        string plaintext, string serial, string apiV3Key = Merchant.ApiV3Key, string algorithm = "AEAD_AES_256_GCM")
    {
        const string Nonce = "d215b0511e9c";
        var ciphertext = CipherGcm.Encrypt(plaintext, apiV3Key, Nonce, "certificate");
        return new
        {
            serial_no = serial,
            encrypt_certificate = new { algorithm, nonce = Nonce, associated_data = "certificate", ciphertext }
        };
    }

    private FakeResponse Respond()
    {
        Responding?.Invoke();
        return Business;
    }
}
