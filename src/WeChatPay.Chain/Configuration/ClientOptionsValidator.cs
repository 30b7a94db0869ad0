using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Hosts;
using WeChatPay.Chain.Signing;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Configuration;

/// <summary>Validates the options of a client.</summary>
internal static class ClientOptionsValidator
{
    private const int SharedKeyLength = 32;

    /// <exception cref="ArgumentException">
    /// An option is missing or invalid. The message names the first such option, and the remedy.
    /// </exception>
    public static WeChatPayClientOptions Validate(WeChatPayClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckIdentity(options);
        CheckSharedKey(options.ApiV3Key, nameof(options.ApiV3Key), "APIv3密钥");
        CheckSharedKey(options.ApiV2Key, nameof(options.ApiV2Key), "APIv2密钥");
        if (options.MerchantCertificate is { } certificate)
        {
            CheckCertificate(options, certificate);
        }
        CheckAddress(options.BaseAddress, nameof(options.BaseAddress));
        CheckResilience(options);
        Require.That(Deadline.Allows(options.Timeout), nameof(options.Timeout), $"is {options.Timeout}; {Deadline.Expected}");
        Require.That(
            Deadline.Allows(options.DownloadTimeout),
            nameof(options.DownloadTimeout),
            $"is {options.DownloadTimeout}; {Deadline.Expected}");
        Require.That(options.MaxDownloadSize > 0, nameof(options.MaxDownloadSize),
            $"must be greater than zero bytes (was {options.MaxDownloadSize}).");
        Require.That(options.TimeProvider is not null, nameof(options.TimeProvider),
            "must not be null; the default is TimeProvider.System.");
        return options;
    }

    /// <summary>Whether the options are for APIv2 only, for which the APIv2 key suffices.</summary>
    public static bool AreForV2Only(WeChatPayClientOptions options) => options is
    {
        ApiV2Key: not null,
        RequestSigner: null,
        MerchantSerialNumber: null or "",
        MerchantPrivateKey: null,
        PlatformKeys: { Count: 0, IsRenewed: false },
    };

    private static void CheckIdentity(WeChatPayClientOptions options)
    {
        if (AreForV2Only(options))
        {
            CheckMerchantId(options.MerchantId);
            return;
        }
        if (options.RequestSigner is { } signer)
        {
            CheckSigner(options, signer);
        }
        else
        {
            CheckMerchantId(options.MerchantId);
            CheckSerialNumber(options.MerchantSerialNumber);
            PrivateKeyValidator.Check(options.MerchantPrivateKey, nameof(options.MerchantPrivateKey));
        }
        PlatformKeysValidator.Check(options);
    }

    private static void CheckSigner(WeChatPayClientOptions options, IRequestSigner signer)
    {
        const string Name = nameof(WeChatPayClientOptions.RequestSigner);
        Require.That(IsToken(signer.Scheme), Name, "has an empty or invalid Scheme. A valid one is WECHATPAY2-SHA256-RSA2048.");
        Require.That(IsToken(signer.IdentityName) && IsToken(signer.Identity), Name,
            "has an empty or invalid Identity or IdentityName. For a merchant, Identity is the merchant number and IdentityName is mchid.");
        Require.That(!string.IsNullOrWhiteSpace(signer.SerialNumber), Name,
            "has no SerialNumber. Set it to the serial number of the certificate that its key belongs to.");
        var problem = SerialNumbers.FindProblem(signer.SerialNumber);
        Require.That(problem is null, Name, $"has an invalid SerialNumber, which {problem}");
        if (signer.IdentityName == WeChatPayHeaders.MerchantIdentity)
        {
            CheckMerchantId(options.MerchantId);
            Require.That(
                signer.Identity == options.MerchantId, Name, $"signs for '{signer.Identity}', but MerchantId is {options.MerchantId}.");
            Require.That(options.MerchantSerialNumber is null or ""
                || signer.SerialNumber.Equals(options.MerchantSerialNumber, StringComparison.OrdinalIgnoreCase), Name,
                $"has the serial number {signer.SerialNumber}, but MerchantSerialNumber is {options.MerchantSerialNumber}. "
                    + "Omit MerchantSerialNumber, or set it to the signer's.");
        }
        if (options.MerchantPrivateKey is { } key)
        {
            PrivateKeyValidator.Check(key, nameof(options.MerchantPrivateKey));
        }
    }

    private static void CheckMerchantId(string? id)
    {
        Require.That(
            !string.IsNullOrWhiteSpace(id),
            nameof(WeChatPayClientOptions.MerchantId),
            "is missing. It is the merchant number (商户号), such as 1900000109.");
        var stray = StrayCharacter.Find(id!, char.IsAsciiDigit);
        Require.That(stray is null, nameof(WeChatPayClientOptions.MerchantId),
            $"{stray}; only digits are expected. It is the merchant number (商户号), such as 1900000109, not an appid.");
    }

    private static void CheckSerialNumber(string? serial)
    {
        const string Name = nameof(WeChatPayClientOptions.MerchantSerialNumber);
        const string Remedy = "Read it with: openssl x509 -in apiclient_cert.pem -noout -serial";
        Require.That(!string.IsNullOrWhiteSpace(serial), Name, $"is missing. {Remedy}");
        Require.That(!PlatformKeys.IsPublicKeyId(serial!), Name,
            "is the ID of the platform's public key, which belongs in PlatformKeys; the serial number of the merchant's own certificate "
                + $"is expected. {Remedy}");
        var problem = SerialNumbers.FindProblem(serial!);
        Require.That(problem is null, Name, $"{problem} {Remedy}");
    }

    private static void CheckSharedKey(string? key, string name, string platformName)
    {
        if (key is null)
        {
            return;
        }
        List<string> problems = [];
        if (key.Length != SharedKeyLength)
        {
            problems.Add($"has {key.Length} characters");
        }
        if (StrayCharacter.Find(key, character => character is > ' ' and < '\u007F') is { } stray)
        {
            problems.Add(stray);
        }
        else if (key is ['"', .., '"'] or ['\'', .., '\''])
        {
            problems.Add($"starts and ends with a quotation mark ({key[0]})");
        }
        Require.That(problems.Count == 0, name,
            $"{string.Join(" and ", problems)}; the {platformName} has {SharedKeyLength} ASCII characters, without spaces or quotation "
                + "marks, as set on the merchant platform.");
    }

    private static void CheckCertificate(WeChatPayClientOptions options, X509Certificate2 certificate)
    {
        const string Name = nameof(WeChatPayClientOptions.MerchantCertificate);
        Require.That(certificate.HasPrivateKey, Name,
            "has no private key, so TLS cannot use it. Load it with X509Certificate2.CreateFromPemFile(certificate, key), or from "
                + "apiclient_cert.p12.");
        var serial = Rsa.SerialNumberOf(certificate);
        var expected = GetSerialNumber(options);
        Require.That(expected is null || serial.Equals(expected, StringComparison.OrdinalIgnoreCase), Name,
            $"has the serial number {serial}, but MerchantSerialNumber is {expected}: they belong to different certificates.");
        using var key = certificate.GetRSAPublicKey();
        var belongsToKey = key is not null
            && (options.MerchantPrivateKey is null || PlatformKeysValidator.AreSame(key, options.MerchantPrivateKey));
        Require.That(belongsToKey, Name,
            "does not belong to MerchantPrivateKey. Use apiclient_cert.pem and apiclient_key.pem from the same download.");
    }

    private static void CheckResilience(WeChatPayClientOptions options)
    {
        if (options.Resilience is not { } resilience)
        {
            return;
        }
        if (resilience.BackupAddress is { } backup)
        {
            CheckAddress(backup, $"{nameof(options.Resilience)}.{nameof(resilience.BackupAddress)}");
        }
        ResilienceOptionsValidator.Check(resilience, options.BaseAddress);
    }

    private static void CheckAddress(Uri? address, string name)
    {
        Require.That(address is { IsAbsoluteUri: true }, name,
            $"is {(address is null ? "null" : "not an absolute URL")}; an https:// URL is expected, such as the default, "
                + "https://api.mch.weixin.qq.com/.");
        Require.That(address!.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback), name,
            $"uses {address.Scheme} for '{address.Host}'; https is required, or http on loopback for a sandbox.");
        Require.That(address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0, name,
            "contains user information, a query or a fragment; only a scheme, a host, a port and a path are allowed.");
        var version = PlatformHosts.FindVersion(address);
        Require.That(version is null, name,
            $"has '{version}' in its path ('{address.AbsolutePath}'). Remove it: each chain begins with it, as in client.v3.certificates.");
    }

    // The text is quoted in a header, and must not contain a quotation mark.
    private static bool IsToken(string? text) =>
        text is { Length: > 0 } && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    /// <returns>The merchant's serial number, or null if the signer is not a merchant's.</returns>
    private static string? GetSerialNumber(WeChatPayClientOptions options) => options switch
    {
        { MerchantSerialNumber.Length: > 0 } => options.MerchantSerialNumber,
        { RequestSigner: { IdentityName: WeChatPayHeaders.MerchantIdentity } signer } => signer.SerialNumber,
        _ => null,
    };
}
