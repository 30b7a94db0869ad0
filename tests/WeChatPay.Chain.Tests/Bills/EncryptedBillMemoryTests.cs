using System.Security.Cryptography;
using System.Text.Json;
using WeChatPay.Chain.Algorithms;
using WeChatPay.Chain.Bills;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;
using FrameworkGcm = System.Security.Cryptography.AesGcm;

namespace WeChatPay.Chain.Tests.Bills;

internal sealed class EncryptedBillMemoryTests
{
    private const int Length = 32 * 1024 * 1024;

    [Test]
    public void Open_ALargeBill_AllocatesNoMoreThanASmallOne()
    {
        const string Nonce = "0123456789ab";
        var key = RandomNumberGenerator.GetBytes(32);
        var body = new byte[Length + 16];
        using (var gcm = new FrameworkGcm(key, 16))
        {
            gcm.Encrypt(System.Text.Encoding.ASCII.GetBytes(Nonce), new byte[Length], body.AsSpan(0, Length), body.AsSpan(Length));
        }
        var json = JsonSerializer.SerializeToElement(
            new { download_url = "x", hash_type = "SHA256", hash_value = "x", encrypt_key = "x", nonce = Nonce });
        var ticket = new BillTicket(json, new AlgorithmSet([]), "v3/x", null);
        using var folder = new TemporaryFolder();
        using var target = File.Create(folder.PathOf("bill.csv"));
        using var source = new MemoryStream(body);
        using var bill = new EncryptedBill(ticket, key);
        using var digest = ticket.CreateDigest();
        var writer = new BillWriter(target, digest, null);
        var before = GC.GetAllocatedBytesForCurrentThread();

        bill.ReceiveAsync(source, isGzip: false, long.MaxValue, isAsync: false, CancellationToken.None).GetCompleted();
        bill.OpenAsync(writer, isAsync: false, CancellationToken.None).GetCompleted();

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(Length / 16));
        Assert.That(target.Length, Is.EqualTo(Length));
        Assert.That(writer.Digest, Is.EqualTo(SHA256.HashData(new byte[Length])));
    }
}
