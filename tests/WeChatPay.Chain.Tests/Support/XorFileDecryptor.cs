using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A cipher that the library does not have: XOR, with the sum of the ciphertext as its tag.</summary>
internal sealed class XorFileDecryptor : FileDecryptor
{
    public const int KeyLength = 16;

    private const byte Mask = 0x5A;

    private byte _sum;

    public override int TagLength => 1;

    public static byte[] Encrypt(byte[] plaintext)
    {
        byte[] ciphertext = [.. plaintext.Select(value => (byte)(value ^ Mask))];
        return [.. ciphertext, ciphertext.Aggregate((byte)0, (sum, value) => (byte)(sum + value))];
    }

    public override void Append(ReadOnlySpan<byte> ciphertext)
    {
        foreach (var value in ciphertext)
        {
            _sum += value;
        }
    }

    public override bool VerifyTag(ReadOnlySpan<byte> tag) => tag.SequenceEqual([_sum]);

    public override Stream Decrypt(Stream ciphertext, long length)
    {
        using var copy = new MemoryStream();
        ciphertext.CopyTo(copy);
        return new MemoryStream([.. copy.ToArray().Select(value => (byte)(value ^ Mask))]);
    }
}
