using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.DependencyInjection.Clients;

/// <summary>Reads a client's options from its configuration. What is empty there counts as absent.</summary>
internal sealed class ConfigureWeChatPayClientOptions(ClientRegistration registration, IConfiguration configuration) : IConfigureNamedOptions<WeChatPayClientOptions>
{
    private const string CertificatePassword = "MerchantCertificatePassword";
    private const string DownloadCertificates = "DownloadPlatformCertificates";

    private static readonly string[] _knownOfResilience =
    [
        nameof(ResilienceOptions.MaxRetryAttempts), nameof(ResilienceOptions.BaseDelay), nameof(ResilienceOptions.MaxDelay),
        nameof(ResilienceOptions.TotalTime), nameof(ResilienceOptions.RetryBudget), nameof(ResilienceOptions.BackupAddress),
    ];

    private static readonly string[] _known =
    [
        nameof(WeChatPayClientOptions.MerchantId), nameof(WeChatPayClientOptions.MerchantSerialNumber), nameof(WeChatPayClientOptions.MerchantPrivateKey),
        nameof(WeChatPayClientOptions.PlatformKeys), DownloadCertificates, nameof(WeChatPayClientOptions.ApiV3Key), nameof(WeChatPayClientOptions.ApiV2Key),
        nameof(WeChatPayClientOptions.MerchantCertificate), CertificatePassword, nameof(WeChatPayClientOptions.BaseAddress), nameof(WeChatPayClientOptions.Timeout),
        nameof(WeChatPayClientOptions.DownloadTimeout), nameof(WeChatPayClientOptions.MaxDownloadSize),
        nameof(WeChatPayClientOptions.Resilience),
    ];

    public void Configure(WeChatPayClientOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, WeChatPayClientOptions options)
    {
        if (name != registration.Name)
        {
            return;
        }
        // A whole configuration holds more than one client's options; a section that was chosen for it does not.
        if (configuration is IConfigurationSection)
        {
            RefuseUnknown(configuration, _known);
        }
        Read(nameof(options.MerchantId), text => options.MerchantId = text);
        Read(nameof(options.MerchantSerialNumber), text => options.MerchantSerialNumber = text);
        Read(nameof(options.MerchantPrivateKey), text => options.MerchantPrivateKey = Rsa.From(text, KeyType.Private));
        Read(DownloadCertificates, text => options.PlatformKeys = Switch(text) ? PlatformKeys.FromCertificates() : []);
        ReadPlatformKeys(options);
        Read(nameof(options.ApiV3Key), text => options.ApiV3Key = text);
        Read(nameof(options.ApiV2Key), text => options.ApiV2Key = text);
        Read(nameof(options.MerchantCertificate), text => options.MerchantCertificate = Certificate(text, options));
        Read(nameof(options.BaseAddress), text => options.BaseAddress = new Uri(text, UriKind.RelativeOrAbsolute));
        Read(nameof(options.Timeout), text => options.Timeout = Time(text));
        Read(nameof(options.DownloadTimeout), text => options.DownloadTimeout = Time(text));
        Read(nameof(options.MaxDownloadSize), text => options.MaxDownloadSize = LongNumber(text));
        Read(nameof(options.Resilience), text => options.Resilience = Switch(text) ? options.Resilience : null);
        ReadResilience(options);
    }

    private void ReadPlatformKeys(WeChatPayClientOptions options)
    {
        var section = configuration.GetSection(nameof(options.PlatformKeys));
        foreach (var key in KeysIn(section))
        {
            if (key.Value is null && key.GetChildren().Any())
            {
                throw Wrong(key.Key,
                    $"PlatformKeys holds a section under '{key.Key}'; a key is expected. Write a serial without colons: each begins a section.",
                    key.Path);
            }
            Read(ConfigurationPath.Combine(section.Key, key.Key), text => options.PlatformKeys.Add(key.Key, text));
        }
    }

    // The value of the section chooses among its keys: a source that is added later can set aside those of the sources before it.
    private IEnumerable<IConfigurationSection> KeysIn(IConfigurationSection section)
    {
        if (section.Value is not { Length: > 0 } value)
        {
            return section.GetChildren();
        }
        var chosen = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (chosen.Any(name => !section.GetSection(name).Exists()))
        {
            throw Wrong(section.Key,
                "PlatformKeys is a text; a section is expected that maps each serial or PUB_KEY_ID_… of the platform to a key.",
                section.Path);
        }
        return section.GetChildren().Where(key => chosen.Contains(key.Key, StringComparer.OrdinalIgnoreCase));
    }

    private void ReadResilience(WeChatPayClientOptions options)
    {
        var section = configuration.GetSection(nameof(options.Resilience));
        RefuseUnknown(section, _knownOfResilience);
        if (options.Resilience is not { } resilience)
        {
            return;
        }
        Read(KeyOf(nameof(resilience.MaxRetryAttempts)), text => resilience.MaxRetryAttempts = Number(text));
        Read(KeyOf(nameof(resilience.BaseDelay)), text => resilience.BaseDelay = Time(text));
        Read(KeyOf(nameof(resilience.MaxDelay)), text => resilience.MaxDelay = Time(text));
        Read(KeyOf(nameof(resilience.TotalTime)), text => resilience.TotalTime = Time(text));
        Read(KeyOf(nameof(resilience.RetryBudget)), text => resilience.RetryBudget = Number(text));
        Read(KeyOf(nameof(resilience.BackupAddress)), text => resilience.BackupAddress = new Uri(text, UriKind.RelativeOrAbsolute));

        static string KeyOf(string name) => ConfigurationPath.Combine(nameof(WeChatPayClientOptions.Resilience), name);
    }

    private void RefuseUnknown(IConfiguration options, string[] known)
    {
        foreach (var option in options.GetChildren().Where(option => !known.Contains(option.Key, StringComparer.OrdinalIgnoreCase)))
        {
            throw Wrong(option.Key,
                $"'{option.Key}' is not an option.{OtherNames.Suggest(option.Key, known)} Options: {string.Join(", ", known)}.",
                option.Path);
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
        catch (Exception exception) when (
            exception is ArgumentException or FormatException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Wrong(key, exception.Message);
        }
    }

    private X509Certificate2 Certificate(string text, WeChatPayClientOptions options)
    {
        try
        {
            return Rsa.CertificateFrom(text, options.MerchantPrivateKey, configuration[CertificatePassword]);
        }
        catch (ArgumentException exception) when (exception.ParamName == "password")
        {
            throw Wrong(CertificatePassword, exception.Message);
        }
    }

    // TimeSpan.Parse would read a bare number as days.
    private static TimeSpan Time(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds)
        : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time
        : throw new FormatException($"'{text}' is not a time; seconds, or hh:mm:ss, are expected.");

    private static bool Switch(string text) => bool.TryParse(text, out var isOn) ? isOn : throw new FormatException($"'{text}' is neither true nor false.");

    private static long LongNumber(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a whole number.");

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"'{text}' is not a whole number.");

    private OptionsValidationException Wrong(string key, string problem, string? path = null) => new(
        registration.Name, typeof(WeChatPayClientOptions), [WeChatPayClientOptionsValidator.Describe(registration, path ?? registration.KeyOf(key), problem)]);
}
