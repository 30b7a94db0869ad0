using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Wire;

namespace WeChatPay.Chain.AspNetCore.Clients;

/// <summary>Reads a client's options from its configuration. What is empty there counts as absent.</summary>
internal sealed class ClientConfiguration(ClientRegistration registration, IConfiguration configuration) : IConfigureNamedOptions<WeChatPayClientOptions>
{
    private const string CertificatePassword = "MerchantCertificatePassword";

    private static readonly string[] _known =
    [
        nameof(WeChatPayClientOptions.MerchantId), nameof(WeChatPayClientOptions.MerchantSerialNumber), nameof(WeChatPayClientOptions.MerchantPrivateKey),
        nameof(WeChatPayClientOptions.PlatformKeys), nameof(WeChatPayClientOptions.ApiV3Key), nameof(WeChatPayClientOptions.ApiV2Key),
        nameof(WeChatPayClientOptions.MerchantCertificate), CertificatePassword, nameof(WeChatPayClientOptions.BaseAddress), nameof(WeChatPayClientOptions.Timeout),
    ];

    public void Configure(WeChatPayClientOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, WeChatPayClientOptions options)
    {
        if (name != registration.Name)
        {
            return;
        }
        RefuseUnknown();
        Read(nameof(options.MerchantId), text => options.MerchantId = text);
        Read(nameof(options.MerchantSerialNumber), text => options.MerchantSerialNumber = text);
        Read(nameof(options.MerchantPrivateKey), text => options.MerchantPrivateKey = Rsa.From(text, KeyType.Private));
        foreach (var serial in configuration.GetSection(nameof(options.PlatformKeys)).GetChildren().Select(key => key.Key))
        {
            Read(ConfigurationPath.Combine(nameof(options.PlatformKeys), serial), text => options.PlatformKeys[serial] = Rsa.From(text, KeyType.Public));
        }
        Read(nameof(options.ApiV3Key), text => options.ApiV3Key = text);
        Read(nameof(options.ApiV2Key), text => options.ApiV2Key = text);
        Read(nameof(options.MerchantCertificate), text => options.MerchantCertificate = Certificate(text, options));
        Read(nameof(options.BaseAddress), text => options.BaseAddress = new Uri(text, UriKind.RelativeOrAbsolute));
        Read(nameof(options.Timeout), text => options.Timeout = Time(text));
    }

    // A whole configuration holds more than one client's options; a section that was chosen for it does not.
    private void RefuseUnknown()
    {
        foreach (var key in configuration is IConfigurationSection section ? section.GetChildren().Select(child => child.Key) : [])
        {
            if (!_known.Contains(key, StringComparer.OrdinalIgnoreCase))
            {
                throw Wrong(key, $"'{key}' is no option.{NearestName.Suggest(key, _known)} Options: {string.Join(", ", _known)}.");
            }
        }
    }

    private void Read(string key, Action<string> set)
    {
        if (configuration[key] is not { Length: > 0 } text)
        {
            return;
        }
        try
        {
            set(text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or System.Security.Cryptography.CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(key, exception.Message);
        }
    }

    private X509Certificate2 Certificate(string text, WeChatPayClientOptions options)
    {
        if (FileUrl.PathOf(text) is { } path && Path.GetExtension(path).ToUpperInvariant() is ".P12" or ".PFX")
        {
            return X509CertificateLoader.LoadPkcs12FromFile(path, configuration[CertificatePassword]);
        }
        using var withoutKey = RsaImport.Certificate(PemReader.Read(text, nameof(options.MerchantCertificate)), nameof(options.MerchantCertificate));
        return withoutKey.CopyWithPrivateKey(options.MerchantPrivateKey ?? throw new ArgumentException("The certificate's key is MerchantPrivateKey, which is missing."));
    }

    // TimeSpan.Parse would read a bare number as days.
    private static TimeSpan Time(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time
        : throw new FormatException($"'{text}' is no time; seconds, or hh:mm:ss, are expected.");

    private OptionsValidationException Wrong(string key, string problem) => new(
        registration.Name, typeof(WeChatPayClientOptions), [ClientValidation.Describe(registration, key, problem)]);
}
