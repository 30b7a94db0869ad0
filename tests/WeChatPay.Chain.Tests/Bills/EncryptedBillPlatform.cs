using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WeChatPay.Chain.Tests.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>A fake platform with an encrypted bill of one or several files.</summary>
internal sealed class EncryptedBillPlatform
{
    public const string Template = "v3/ecommerce/bill/fundflowbill";

    private readonly List<(byte[] Body, Dictionary<string, object?> Ticket)> _files = [];

    /// <summary>Changes the response that names the files.</summary>
    public Action<Dictionary<string, object?>> Alter { get; init; } = _ => { };

    /// <param name="plain">The file. Its digest is that of the decompressed content.</param>
    /// <param name="unpacked">The decompressed content; null if it is not gzipped.</param>
    /// <param name="nonce">Text of any length.</param>
    /// <param name="key">The key of the file; null for a new one.</param>
    /// <param name="encrypt">Encrypts the file; null for AES-GCM.</param>
    /// <param name="alter">Changes the encrypted file.</param>
    /// <param name="alterTicket">Changes its entry in the list.</param>
    public EncryptedBillPlatform With(
        byte[] plain,
        byte[]? unpacked = null,
        string nonce = "a8607ef79034c49c",
        byte[]? key = null,
        Func<byte[], byte[]>? encrypt = null,
        Func<byte[], byte[]>? alter = null,
        Action<Dictionary<string, object?>>? alterTicket = null)
    {
        key ??= Encoding.UTF8.GetBytes(RandomNumberGenerator.GetHexString(32));
        var body = encrypt?.Invoke(plain) ?? ReferenceGcm.Seal(key, Encoding.UTF8.GetBytes(nonce), plain);
        var ticket = new Dictionary<string, object?>
        {
            ["bill_sequence"] = _files.Count + 1,
            ["hash_type"] = "SHA1",
            ["hash_value"] = BillPlatform.DigestOf(unpacked ?? plain),
            ["download_url"] = $"https://api.mch.weixin.qq.com/v3/bill/downloadurl?token={_files.Count}",
            ["encrypt_key"] = Convert.ToBase64String(Merchant.Key.Encrypt(key, RSAEncryptionPadding.OaepSHA1)),
            ["nonce"] = nonce,
        };
        alterTicket?.Invoke(ticket);
        _files.Add((alter?.Invoke(body) ?? body, ticket));
        return this;
    }

    public FakePlatform Start() => new(request =>
    {
        if (request.Uri.AbsolutePath != $"/{Template}")
        {
            return new FakeResponse
            {
                Body = _files[request.Uri.Query[^1] - '0'].Body,
                ContentType = "application/octet-stream",
                Signed = false
            };
        }
        var response = new Dictionary<string, object?>
        {
            ["download_bill_count"] = _files.Count,
            ["download_bill_list"] = _files.Select(file => file.Ticket).ToList()
        };
        Alter(response);
        return FakeResponse.Json(JsonSerializer.Serialize(response));
    });
}
