using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.IntegrationTests.Support;

namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>The bytes that the server sends at each stage.</summary>
internal static class AttackResponses
{
    public const string Serial = "PUB_KEY_ID_0119000001092026112100000000000001";

    private const string Body = """{"state":"ACCEPTED","padding":"0123456789012345678901234567890123456789"}""";

    public static byte[] Create(Stage stage) => Encoding.ASCII.GetBytes(stage switch
    {
        Stage.EarlyHints => "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n",
        Stage.StatusLineSent => "HTTP/1.1 200 OK\r\n",
        Stage.HalfHeadSent => $"HTTP/1.1 200 OK\r\nWechatpay-Serial: {Serial}\r\nWechatpay-Ti",
        Stage.HalfBodySent => $"HTTP/1.1 200 OK\r\n{Signature()}Content-Length: {Body.Length}\r\n\r\n{Body[..(Body.Length / 2)]}",
        Stage.HalfChunksSent =>
            $"HTTP/1.1 200 OK\r\n{Signature()}Transfer-Encoding: chunked\r\n\r\n10\r\n{Body[..16]}\r\n10\r\n{Body[16..20]}",
        Stage.HalfOpenBodySent => $"HTTP/1.1 200 OK\r\n{Signature()}Connection: close\r\n\r\n{Body[..(Body.Length / 2)]}",
        Stage.Page403 => Whole("403 Forbidden", "text/html", "<html>Forbidden</html>"),
        Stage.Page503 => Whole("503 Service Unavailable", "text/html", "<html>Unavailable</html>"),
        Stage.Status101 => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n",
        Stage.Status000 => Whole("000 None", "application/json", "{}"),
        Stage.Garbage => "!\0\0\0 this is not HTTP\r\n\r\n",
        Stage.Busy => Whole("503 Service Unavailable", "application/json", """{"code":"SERVICE_UNAVAILABLE","message":"busy"}"""),
        Stage.Error => Whole("400 Bad Request", "application/json", """{"code":"PARAM_ERROR","message":"no"}"""),
        _ => $"HTTP/1.1 200 OK\r\n{Signature()}Content-Length: {Body.Length}\r\n\r\n{Body}",
    });

    private static string Whole(string status, string type, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static string Signature()
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var text = Encoding.ASCII.GetBytes($"{timestamp}\n593BEC0C930BF1AFEB40B4A08C8FB242\n{Body}\n");
        var signature = Convert.ToBase64String(TestKeys.Platform.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return $"Content-Type: application/json\r\nWechatpay-Serial: {Serial}\r\nWechatpay-Timestamp: {timestamp}\r\n"
            + $"Wechatpay-Nonce: 593BEC0C930BF1AFEB40B4A08C8FB242\r\nWechatpay-Signature: {signature}\r\n";
    }
}
