using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Creates a client from the configuration of wechatpay-php.</summary>
public static class Builder
{
    private static readonly string[] _keys =
    [
        "mchid", "serial", "privateKey", "certs", "secret", "merchant", "base_uri", "timeout", "handler", "apiv3Key"
    ];

    private static readonly string[] _v3Keys = ["serial", "privateKey", "certs"];

    /// <summary>Creates a client.</summary>
    /// <param name="config">An anonymous object or a string-keyed dictionary with the keys that the remarks list.</param>
    /// <returns>A <see cref="WeChatPayClient"/>, as dynamic. Dispose it, or keep it for the life of the process.</returns>
    /// <exception cref="ArgumentException">A key is unknown, missing or invalid. The message names it, and the remedy.</exception>
    /// <remarks>
    /// <list type="table">
    /// <item><term><c>mchid</c></term><description>The merchant number.</description></item>
    /// <item><term><c>serial</c></term><description>The serial number of the merchant certificate.</description></item>
    /// <item><term><c>privateKey</c></term><description>An <see cref="RSA"/>, or text that <see cref="Rsa.From"/>
    /// reads.</description></item>
    /// <item><term><c>certs</c></term><description>The platform's keys by serial number or <c>PUB_KEY_ID_…</c>, each an <see cref="RSA"/>,
    /// a certificate, or text that <see cref="Rsa.From"/> reads; or a <see cref="PlatformKeys"/>.</description></item>
    /// <item><term><c>secret</c></term><description>The APIv2 key.</description></item>
    /// <item><term><c>apiv3Key</c></term><description>The APIv3 key, which wechatpay-php does not have.</description></item>
    /// <item><term><c>merchant</c></term><description>The certificate for mutual TLS, or its <c>cert</c> and <c>key</c>; <c>key</c> may be
    /// a pair of file and password.</description></item>
    /// <item><term><c>base_uri</c></term><description>The base address.</description></item>
    /// <item><term><c>timeout</c></term><description>The timeout in seconds.</description></item>
    /// <item><term><c>handler</c></term><description>An <see cref="HttpMessageHandler"/>.</description></item>
    /// </list>
    /// For APIv2 only, <c>mchid</c> and <c>secret</c> suffice. As in PHP, <c>certs</c> may then have null values, which are ignored.
    /// </remarks>
    /// <example>
    /// <code>
    /// var client = Builder.Factory(new
    /// {
    ///     mchid = "1900000109",
    ///     serial = "3775B6A4…",
    ///     privateKey = "file:///etc/wechatpay/apiclient_key.pem",
    ///     certs = new Dictionary&lt;string, object&gt; { ["PUB_KEY_ID_01…"] = "file:///etc/wechatpay/pub_key.pem" },
    /// });
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static dynamic Factory(object config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var options = new WeChatPayClientOptions();
        var values = Fields.From(config, nameof(config)).Where(field => field.Value is not null).ToDictionary();
        foreach (var (key, value) in IsForV2Only(values) ? values.Where(field => !_v3Keys.Contains(field.Key)) : values)
        {
            Set(options, key, value!);
        }
        return new WeChatPayClient(options);
    }

    // wechatpay-php requires the APIv3 keys even for APIv2, so its documentation uses placeholders: 'certs' => ['any' => null].
    private static bool IsForV2Only(Dictionary<string, object?> config) => config.ContainsKey("secret")
        && config.TryGetValue("certs", out var certs) && certs is not PlatformKeys
        && ReadCerts(certs!).ToList() is { Count: > 0 } entries && entries.All(entry => entry.Value is null);

    private static void Set(WeChatPayClientOptions options, string key, object value)
    {
        switch (key)
        {
            case "mchid":
                options.MerchantId = ScalarText.From(value)!;
                break;
            case "serial":
                options.MerchantSerialNumber = ScalarText.From(value)!;
                break;
            case "privateKey":
                options.MerchantPrivateKey = ReadPrivateKey(value, key);
                break;
            case "certs" when value is PlatformKeys keys:
                options.PlatformKeys = keys;
                break;
            case "certs":
                foreach (var (serial, platformKey) in ReadCerts(value))
                {
                    AddKey(options.PlatformKeys, serial, platformKey);
                }
                break;
            case "secret":
                options.ApiV2Key = ScalarText.From(value);
                break;
            case "apiv3Key":
                options.ApiV3Key = ScalarText.From(value);
                break;
            case "merchant":
                options.MerchantCertificate = value as X509Certificate2
                    ?? ReadCertificate(NamedValues.TryRead(value)?.ToDictionary() ?? []);
                break;
            case "base_uri":
                options.BaseAddress = OptionValues.ToUri(value)!;
                break;
            case "timeout":
                options.Timeout = OptionValues.ToTimeSpan(value)!.Value;
                break;
            case "handler":
                options.PrimaryHandler = value as HttpMessageHandler ?? throw new ArgumentException(
                    $"The key 'handler' must be an HttpMessageHandler, which replaces Guzzle's handler stack (was {value.GetType().Name}).",
                    key);
                break;
            case var guzzle when UnknownOption.FindReplacement(key) is { } place:
                throw new ArgumentException(
                    $"Guzzle's key '{guzzle}' is set elsewhere here: {place}{NearestName.Suggest(key, _keys)}", key);
            default:
                throw new ArgumentException(
                    $"'{key}' is not a configuration key.{SettingAliases.Suggest(key, _keys)} Keys: {string.Join(", ", _keys)}.", key);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> ReadCerts(object value) =>
        (value is RSA or X509Certificate2 ? null : NamedValues.TryRead(value)) ?? throw new ArgumentException(
            $"The key 'certs' must map each serial number or {WeChatPayHeaders.PublicKeyIdPrefix}… of the platform to a key "
            + $"(was {TypeLabel.From(value.GetType())}). "
            + $"Write certs = new {{ {WeChatPayHeaders.PublicKeyIdPrefix}01… = \"file:///…/pub_key.pem\" }}, or a dictionary.",
            "certs");

    private static void AddKey(PlatformKeys keys, string serial, object? value)
    {
        switch (value)
        {
            case X509Certificate2 certificate:
                keys.Add(serial, certificate);
                break;
            case string text:
                keys.Add(serial, ToTextOrFileUri(text));
                break;
            default:
                keys[serial] = value as RSA ?? throw WrongType(value, "certs");
                break;
        }
    }

    private static RSA ReadPrivateKey(object? value, string key) => value switch
    {
        RSA ready => ready,
        string text => Rsa.From(ToTextOrFileUri(text)),
        _ => throw WrongType(value, key),
    };

    private static ArgumentException WrongType(object? value, string key) => new(
        $"A key in '{key}' must be an RSA, or a text or file:// path that Rsa.From reads "
            + $"(was {(value is null ? "null" : TypeLabel.From(value.GetType()))}).", key);

    private static X509Certificate2 ReadCertificate(Dictionary<string, object?> merchant)
    {
        if (merchant.GetValueOrDefault("cert") is not string certificate || merchant.GetValueOrDefault("key") is not { } key)
        {
            throw new ArgumentException(
                "The key 'merchant' needs 'cert' and 'key': apiclient_cert.pem and apiclient_key.pem, each as a path or PEM.",
                nameof(merchant));
        }
        return KeySelector.SelectCertificate(PemReader.Read(ToTextOrFileUri(certificate), "cert"), ReadCertificateKey(key), "cert");
    }

    // Guzzle accepts a pair of file and password.
    private static RSA ReadCertificateKey(object key) =>
        key is not string && ListValues.TryRead(key)?.ToArray() is [string file, string password]
            ? Rsa.From(ToTextOrFileUri(file), KeyType.Private, password)
            : ReadPrivateKey(key, "key");

    // PHP uses plain paths for the certificate pair and file:// for the other keys. Both are accepted everywhere here.
    private static string ToTextOrFileUri(string text) => File.Exists(text) ? new Uri(Path.GetFullPath(text)).AbsoluteUri : text;
}
