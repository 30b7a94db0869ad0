using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Certificates;
using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Notifications;
using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>What the platform posts: what was encrypted is read again, and anything else throws one of the documented exceptions.</summary>
internal static class NotificationProperties
{
    private const string Key = "0123456789abcdefghijklmnopqrstuv";

    private static readonly AlgorithmSet _algorithms = new([]);
    private const string Nonce = "fdasflkja484";

    private static readonly Gen<string> _pieces = Gen.OneOf(
        Texts.Broken,
        Gen.Elements(
            "{", "}", "[", "]", "\"", "\\ud83d", ",", ":", "null", "1e999", "\"resource\":", "\"id\":", "<a>", "</a>", "<![CDATA[", "]]>",
            "<!DOCTYPE x [<!ENTITY e \"e\">]>", "&e;"));

    private static readonly Gen<string> _envelopes = Gen.Elements(
        Envelope("""{"out_trade_no":"A1","amount":{"total":100},"payer":{"openid":"o"}}"""),
        Envelope("\"no object\""),
        Envelope("no JSON"),
        Envelope(""),
        """{"id":1,"resource":{"algorithm":"AEAD_AES_256_GCM","ciphertext":null}}""",
        """{"resource":[]}""");

    private static readonly Gen<string> _certificates = Gen.Elements(
        Certificates("7132D72A03E93CDDF8C03BBD1F37EEDF00000000", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"),
        Certificates("3B41FAF5DCF49A8CF42D5D2DC2406002169F268B", FuzzKeys.Certificate),
        Certificates("", ""),
        """{"data":[{"serial_no":1}]}""",
        """{"data":{}}""");

    private static readonly Gen<string> _messages = Gen.Elements(
        "<xml><return_code>SUCCESS</return_code><out_trade_no>A1</out_trade_no><sign>0123456789ABCDEF0123456789ABCDEF</sign></xml>",
        "<xml><return_code>SUCCESS</return_code><req_info>bm90aGluZw==</req_info></xml>",
        "<xml></xml>");

    public static IEnumerable<FuzzProperty> All =>
    [
        FuzzProperty.Of("Notification_AnyTexts_AreReadAgain", Texts.Any.ArrayOf(), IsReadAgain),
        FuzzProperty.Of("Notification_AnyBody_IsOpenedOrRejected", Texts.Mutated(_envelopes, _pieces), IsOpenedOrRejected),
        FuzzProperty.Of("V2Notification_AnyBody_IsOpenedOrRejected", Texts.Mutated(_messages, _pieces), IsOpenedOrRejectedInV2),
        FuzzProperty.Of("Certificates_AnyBody_AreReadOrRejected", Texts.Mutated(_certificates, _pieces), AreReadOrRejected),
    ];

    private static bool IsReadAgain(string[] texts)
    {
        var notification = NotificationEnvelope.Decrypt(
            Encoding.UTF8.GetBytes(Envelope(Encoding.UTF8.GetString(JsonBody.Write(new { texts })))), Key, _algorithms);

        return notification.Resource.GetProperty("texts").EnumerateArray().Select(text => text.GetString()).SequenceEqual(texts)
            && notification.Id == "EV-1";
    }

    private static bool IsOpenedOrRejected(string body) => IsOneOf<FormatException>(() =>
    {
        var notification = NotificationEnvelope.Decrypt(Encoding.UTF8.GetBytes(body), Key, _algorithms);
        return notification is { Id.Length: > 0, EventType.Length: > 0 } && notification.ToString() is not null;
    });

    private static bool IsOpenedOrRejectedInV2(string body) =>
        IsOneOf<WeChatPaySignatureException>(() => V2Notification.Read(body, Key, "1900000109").ToString() is not null);

    private static bool AreReadOrRejected(string body) =>
        IsOneOf<WeChatPaySignatureException>(() =>
            CertificateResponse.Read(Encoding.UTF8.GetBytes(body), Key, _algorithms).All(key => key.Serial.Length > 0));

    private static bool IsOneOf<TException>(Func<bool> open)
        where TException : Exception
    {
        try
        {
            return open();
        }
        catch (Exception exception) when (exception is TException or WeChatPayDecryptionException)
        {
            return exception.Message.Length > 0;
        }
    }

    private static string Envelope(string plaintext) => JsonSerializer.Serialize(new
    {
        id = "EV-1",
        create_time = "2026-11-21T09:30:00+08:00",
        event_type = "TRANSACTION.SUCCESS",
        resource = new
        {
            algorithm = "AEAD_AES_256_GCM",
            ciphertext = AesGcm.Encrypt(plaintext, Key, Nonce, "transaction"),
            nonce = Nonce,
            associated_data = "transaction"
        },
    });

    private static string Certificates(string serial, string pem) => JsonSerializer.Serialize(new
    {
        data = new[]
        {
            new
            {
                serial_no = serial,
                encrypt_certificate = new
                {
                    algorithm = "AEAD_AES_256_GCM",
                    nonce = Nonce,
                    associated_data = "certificate",
                    ciphertext = AesGcm.Encrypt(pem, Key, Nonce, "certificate")
                },
            },
        },
    });
}
