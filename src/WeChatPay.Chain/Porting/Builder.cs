using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain;

/// <summary>Builds a client from the configuration of wechatpay-php, so that a ported line stays a line.</summary>
public static class Builder
{
    private static readonly string[] _keys = ["mchid", "serial", "privateKey", "certs", "secret", "merchant", "base_uri", "timeout", "handler", "apiv3Key"];

    private static readonly string[] _v3Keys = ["serial", "privateKey", "certs"];

    /// <summary>Builds a client.</summary>
    /// <param name="config">
    /// An anonymous object or a string-keyed dictionary: <c>mchid</c>; <c>serial</c>, the merchant certificate's; <c>privateKey</c>, an
    /// <see cref="RSA"/> or what <see cref="Rsa.From"/> reads; <c>certs</c>, the platform's keys by serial or <c>PUB_KEY_ID_…</c>, each an
    /// <see cref="RSA"/>, a certificate or what <see cref="Rsa.From"/> reads, or a <see cref="PlatformKeys"/>; <c>secret</c>, the APIv2 key; <c>merchant</c>, the
    /// certificate for mutual TLS, or its <c>cert</c> and <c>key</c>, the latter also as a pair of file and password; <c>base_uri</c>;
    /// <c>timeout</c> in seconds; <c>handler</c>, an <see cref="HttpMessageHandler"/>; and, beyond PHP's keys, <c>apiv3Key</c>. For APIv2
    /// alone <c>mchid</c> and <c>secret</c> suffice, and <c>certs</c> that holds a null beside them is taken for PHP's way to say so.
    /// </param>
    /// <returns>A <see cref="WeChatPayClient"/>, dynamic so that chains can start at once. Dispose it, or keep it for the life of the process.</returns>
    /// <exception cref="ArgumentException">A key is unknown, missing or wrong. The message names it, and the remedy.</exception>
    /// <example>
    /// <code>
    /// var client = Builder.Factory(new { mchid = "1900000109", serial = "3775B6A4…", privateKey = "file:///etc/wechatpay/apiclient_key.pem", certs = new Dictionary&lt;string, object&gt; { ["PUB_KEY_ID_01…"] = "file:///etc/wechatpay/pub_key.pem" } });
    /// </code>
    /// </example>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public static dynamic Factory(object config)
    {
        ArgumentNullException.ThrowIfNull(config);
        var options = new WeChatPayClientOptions();
        var values = Fields.Of(config, nameof(config)).Where(field => field.Value is not null).ToDictionary();
        foreach (var (key, value) in IsForV2Alone(values) ? values.Where(field => !_v3Keys.Contains(field.Key)) : values)
        {
            Set(options, key, value!);
        }
        return new WeChatPayClient(options);
    }

    // PHP asks for the keys of APIv3 also where there are none, so that its documentation fills them with words: 'certs' => ['any' => null].
    private static bool IsForV2Alone(Dictionary<string, object?> config) => config.ContainsKey("secret")
        && config.TryGetValue("certs", out var certs) && certs is not PlatformKeys
        && Certs(certs!).ToList() is { Count: > 0 } entries && entries.All(entry => entry.Value is null);

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
                options.MerchantPrivateKey = PrivateKey(value, key);
                break;
            case "certs" when value is PlatformKeys keys:
                options.PlatformKeys = keys;
                break;
            case "certs":
                foreach (var (serial, platformKey) in Certs(value))
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
                options.MerchantCertificate = value as X509Certificate2 ?? Certificate(NamedValues.TryRead(value)?.ToDictionary() ?? []);
                break;
            case "base_uri":
                options.BaseAddress = OptionValues.ToUri(value)!;
                break;
            case "timeout":
                options.Timeout = OptionValues.ToTimeSpan(value)!.Value;
                break;
            case "handler":
                options.PrimaryHandler = value as HttpMessageHandler ?? throw new ArgumentException(
                    $"The key 'handler' is a {value.GetType().Name}; an HttpMessageHandler is expected, which takes the place of Guzzle's stack.", key);
                break;
            case var guzzle when UnknownOption.FindReplacement(key) is { } place:
                throw new ArgumentException($"The key '{guzzle}' of Guzzle's lives elsewhere here: {place}{NearestName.Suggest(key, _keys)}", key);
            default:
                throw new ArgumentException(
                    $"'{key}' is not a key of the configuration.{OtherNames.Suggest(key, _keys)} Keys: {string.Join(", ", _keys)}.", key);
        }
    }

    private static IEnumerable<KeyValuePair<string, object?>> Certs(object value) =>
        (value is RSA or X509Certificate2 ? null : NamedValues.TryRead(value)) ?? throw new ArgumentException(
            $"The key 'certs' is a {TypeLabel.Of(value.GetType())}; it maps each serial or {WeChatPayHeaders.PublicKeyIdPrefix}… of the "
                + "platform to a key. "
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
                keys.Add(serial, FileOrText(text));
                break;
            default:
                keys[serial] = value as RSA ?? throw WrongType(value, "certs");
                break;
        }
    }

    private static RSA PrivateKey(object? value, string key) => value switch
    {
        RSA ready => ready,
        string text => Rsa.From(FileOrText(text)),
        _ => throw WrongType(value, key),
    };

    private static ArgumentException WrongType(object? value, string key) => new(
        $"A key in '{key}' is {(value is null ? "null" : $"a {TypeLabel.Of(value.GetType())}")}; an RSA, or a text or file:// path that "
            + "Rsa.From reads, is expected.", key);

    private static X509Certificate2 Certificate(Dictionary<string, object?> merchant)
    {
        if (merchant.GetValueOrDefault("cert") is not string certificate || merchant.GetValueOrDefault("key") is not { } key)
        {
            throw new ArgumentException("The key 'merchant' needs 'cert' and 'key': apiclient_cert.pem and apiclient_key.pem, each as a path or PEM.", nameof(merchant));
        }
        return KeyChoice.CertificateOf(PemReader.Read(FileOrText(certificate), "cert"), CertificateKey(key), "cert");
    }

    // Guzzle takes a pair of file and password.
    private static RSA CertificateKey(object key) => key is not string && ListValues.TryRead(key)?.ToArray() is [string file, string password]
        ? Rsa.From(FileOrText(file), KeyType.Private, password)
        : PrivateKey(key, "key");

    // PHP takes plain paths for the certificate pair, and file:// for the other keys; both are taken everywhere here.
    private static string FileOrText(string text) => File.Exists(text) ? new Uri(Path.GetFullPath(text)).AbsoluteUri : text;
}
