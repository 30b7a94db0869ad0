using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace WeChatPay.Chain.Benchmarks.Files;

/// <summary>A bill of any size, made of the same mebibyte of rows.</summary>
internal static class LargeBill
{
    private const int Mebibyte = 1024 * 1024;

    private static readonly byte[] _head = Encoding.UTF8.GetBytes("交易时间,微信订单号,商户订单号,商品名称,订单金额\r\n");
    private static readonly byte[] _rows = Rows();
    private static readonly byte[] _tail = Encoding.UTF8.GetBytes("总交易单数,订单总金额\r\n`1,`1.00\r\n");

    public static async Task WriteAsync(Stream target, int mebibytes, bool gzipped)
    {
        // Concatenated gzip files are a valid gzip file.
        var (head, rows, tail) = gzipped ? (Gzip(_head), Gzip(_rows), Gzip(_tail)) : (_head, _rows, _tail);
        await target.WriteAsync(head);
        for (var i = 0; i < mebibytes; i++)
        {
            await target.WriteAsync(rows);
        }
        await target.WriteAsync(tail);
    }

    public static string ComputeDigest(int mebibytes)
    {
#pragma warning disable CA5350 // The platform uses SHA-1 for bills.
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        digest.AppendData(_head);
        for (var i = 0; i < mebibytes; i++)
        {
            digest.AppendData(_rows);
        }
        digest.AppendData(_tail);
        return Convert.ToHexStringLower(digest.GetHashAndReset());
    }

    private static byte[] Rows()
    {
        var rows = new StringBuilder();
        for (var i = 0; Encoding.UTF8.GetByteCount($"{rows}") < Mebibyte; i++)
        {
            for (var j = 0; j < 100; j++)
            {
                rows.Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"`2026-11-20 12:00:00,`4200000000{i:D8}{j:D10},`order-{i}-{j},`苹果,`{j}.00\r\n");
            }
        }
        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.Fastest))
        {
            packer.Write(plain);
        }
        return packed.ToArray();
    }
}
