using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.DependencyInjection.Clients;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.DependencyInjection.Configuration;

/// <summary>Reads the options of a client from its configuration. An empty value is treated as missing.</summary>
internal sealed class ConfigureWeChatPayClientOptions(ClientRegistration registration, IConfiguration configuration)
    : IConfigureNamedOptions<WeChatPayClientOptions>
{
    private const string CertificatePassword = "MerchantCertificatePassword";
    private const string DownloadCertificates = "DownloadPlatformCertificates";

    // In the order in which they are read.
    private static readonly (string Key, Action<WeChatPayClientOptions, string> Set)[] _options =
    [
        (nameof(WeChatPayClientOptions.MerchantId), (options, text) => options.MerchantId = text),
        (nameof(WeChatPayClientOptions.MerchantSerialNumber), (options, text) => options.MerchantSerialNumber = text),
        (nameof(WeChatPayClientOptions.MerchantPrivateKey),
            (options, text) => options.MerchantPrivateKey = Rsa.From(text, KeyType.Private)),
        (DownloadCertificates,
            (options, text) => options.PlatformKeys = ConfigurationValue.ToBoolean(text) ? PlatformKeys.FromCertificates() : []),
        (nameof(WeChatPayClientOptions.ApiV3Key), (options, text) => options.ApiV3Key = text),
        (nameof(WeChatPayClientOptions.ApiV2Key), (options, text) => options.ApiV2Key = text),
        (nameof(WeChatPayClientOptions.BaseAddress), (options, text) => options.BaseAddress = ConfigurationValue.ToUri(text)),
        (nameof(WeChatPayClientOptions.Timeout), (options, text) => options.Timeout = ConfigurationValue.ToTimeSpan(text)),
        (nameof(WeChatPayClientOptions.DownloadTimeout), (options, text) => options.DownloadTimeout = ConfigurationValue.ToTimeSpan(text)),
        (nameof(WeChatPayClientOptions.MaxDownloadSize),
            (options, text) => options.MaxDownloadSize = ConfigurationValue.ToInteger<long>(text)),
        (nameof(WeChatPayClientOptions.Resilience),
            (options, text) => options.Resilience = ConfigurationValue.ToBoolean(text) ? options.Resilience : null),
    ];

    private static readonly (string Key, Action<ResilienceOptions, string> Set)[] _resilienceOptions =
    [
        (nameof(ResilienceOptions.MaxRetryAttempts), (options, text) => options.MaxRetryAttempts = ConfigurationValue.ToInteger<int>(text)),
        (nameof(ResilienceOptions.BaseDelay), (options, text) => options.BaseDelay = ConfigurationValue.ToTimeSpan(text)),
        (nameof(ResilienceOptions.MaxDelay), (options, text) => options.MaxDelay = ConfigurationValue.ToTimeSpan(text)),
        (nameof(ResilienceOptions.TotalTime), (options, text) => options.TotalTime = ConfigurationValue.ToTimeSpan(text)),
        (nameof(ResilienceOptions.RetryBudget), (options, text) => options.RetryBudget = ConfigurationValue.ToInteger<int>(text)),
        (nameof(ResilienceOptions.BackupAddress), (options, text) => options.BackupAddress = ConfigurationValue.ToUri(text)),
    ];

    private static readonly string[] _keys =
    [
        .. _options.Select(option => option.Key),
        nameof(WeChatPayClientOptions.PlatformKeys),
        nameof(WeChatPayClientOptions.MerchantCertificate),
        CertificatePassword,
    ];

    private static readonly string[] _resilienceKeys = [.. _resilienceOptions.Select(option => option.Key)];

    public void Configure(WeChatPayClientOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, WeChatPayClientOptions options)
    {
        if (name != registration.Name)
        {
            return;
        }
        // The root of a configuration contains other keys too; a section for the client does not.
        if (configuration is IConfigurationSection)
        {
            RejectUnknown(configuration, _keys);
        }
        foreach (var (key, set) in _options)
        {
            Read(key, text => set(options, text));
        }
        ReadPlatformKeys(options);
        ReadCertificate(options);
        ReadResilience(options);
    }

    private void ReadPlatformKeys(WeChatPayClientOptions options)
    {
        var section = configuration.GetSection(nameof(options.PlatformKeys));
        foreach (var key in SelectKeys(section))
        {
            if (key.Value is null && key.GetChildren().Any())
            {
                throw Invalid(
                    key.Key,
                    $"PlatformKeys contains a section under '{key.Key}' instead of a key. Write the serial number without colons, "
                    + "because each colon starts a section.",
                    key.Path);
            }
            Read(ConfigurationPath.Combine(section.Key, key.Key), text => options.PlatformKeys.Add(key.Key, text));
        }
    }

    // The value of the section selects from its keys, so that a source that is added later can exclude keys of earlier ones.
    private IEnumerable<IConfigurationSection> SelectKeys(IConfigurationSection section)
    {
        if (section.Value is not { Length: > 0 } value)
        {
            return section.GetChildren();
        }
        var selected = value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (selected.Any(name => !section.GetSection(name).Exists()))
        {
            throw Invalid(
                section.Key,
                "PlatformKeys must be a section that maps each serial number or PUB_KEY_ID_… of the platform to a key (was a string).",
                section.Path);
        }
        return section.GetChildren().Where(key => selected.Contains(key.Key, StringComparer.OrdinalIgnoreCase));
    }

    private void ReadCertificate(WeChatPayClientOptions options) => Read(nameof(options.MerchantCertificate), text =>
    {
        try
        {
            options.MerchantCertificate = Rsa.CertificateFrom(text, options.MerchantPrivateKey, configuration[CertificatePassword]);
        }
        catch (ArgumentException exception) when (exception.ParamName == "password")
        {
            throw Invalid(CertificatePassword, exception.Message);
        }
    });

    private void ReadResilience(WeChatPayClientOptions options)
    {
        var section = configuration.GetSection(nameof(options.Resilience));
        RejectUnknown(section, _resilienceKeys);
        if (options.Resilience is not { } resilience)
        {
            return;
        }
        foreach (var (key, set) in _resilienceOptions)
        {
            Read(ConfigurationPath.Combine(section.Key, key), text => set(resilience, text));
        }
    }

    private void RejectUnknown(IConfiguration section, string[] keys)
    {
        foreach (var child in section.GetChildren().Where(child => !keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)))
        {
            throw Invalid(
                child.Key,
                $"'{child.Key}' is not an option.{SettingAliases.Suggest(child.Key, keys)} Options: {string.Join(", ", keys)}.",
                child.Path);
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
            throw Invalid(key, exception.Message);
        }
    }

    private OptionsValidationException Invalid(string key, string problem, string? path = null) => new(
        registration.Name,
        typeof(WeChatPayClientOptions),
        [WeChatPayClientOptionsValidator.Describe(registration, path ?? registration.GetKey(key), problem)]);
}
