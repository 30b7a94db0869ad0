using System.Buffers.Binary;

namespace WeChatPay.Chain.Crypto;

/// <summary>Incremental GHASH (NIST SP 800-38D, section 6.4).</summary>
/// <remarks>
/// Multiplies byte by byte with a table of products of the hash key, which is as secret as the key. Cache timing could reveal it only to an
/// attacker who makes this process hash many chosen texts with the same key.
/// </remarks>
internal sealed class GHash
{
    public const int BlockBytes = 16;

    // Bits are in reverse order: the highest bit of a block is the coefficient of x^0.
    private const ulong Reduction = 0xE1UL << 56;

    private static readonly ulong[] _reductions = CreateReductions();

    private readonly Element[] _products;
    private readonly byte[] _pending = new byte[BlockBytes];
    private int _pendingCount;
    private Element _state;

    /// <param name="key">The hash key, of one block.</param>
    public GHash(ReadOnlySpan<byte> key) => _products = CreateProducts(Element.Read(key));

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_pendingCount > 0)
        {
            var taken = Math.Min(BlockBytes - _pendingCount, bytes.Length);
            bytes[..taken].CopyTo(_pending.AsSpan(_pendingCount));
            _pendingCount += taken;
            bytes = bytes[taken..];
            if (_pendingCount < BlockBytes)
            {
                return;
            }
            AppendBlock(_pending);
            _pendingCount = 0;
        }
        while (bytes.Length >= BlockBytes)
        {
            AppendBlock(bytes);
            bytes = bytes[BlockBytes..];
        }
        bytes.CopyTo(_pending);
        _pendingCount = bytes.Length;
    }

    /// <summary>Pads the last block with zeros.</summary>
    public void Pad()
    {
        if (_pendingCount > 0)
        {
            _pending.AsSpan(_pendingCount).Clear();
            AppendBlock(_pending);
            _pendingCount = 0;
        }
    }

    /// <summary>Appends a block of two lengths.</summary>
    public void AppendLengths(ulong firstBits, ulong secondBits)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        new Element(firstBits, secondBits).Write(block);
        Append(block);
    }

    /// <param name="hash">Receives the hash of the blocks so far.</param>
    public void Write(Span<byte> hash) => _state.Write(hash);

    // The state is kept in two locals, because this loop takes most of the time of a large file.
    private void AppendBlock(ReadOnlySpan<byte> block)
    {
        var factor = _state.Plus(Element.Read(block));
        var (high, low) = (0UL, 0UL);
        for (var i = 0; i < BlockBytes; i++)
        {
            var product = _products[(byte)((i < sizeof(ulong) ? factor.Low : factor.High) >> (8 * (i % sizeof(ulong))))];
            var carried = _reductions[(byte)low];
            low = ((high << 56) | (low >> 8)) ^ product.Low;
            high = (high >> 8) ^ carried ^ product.High;
        }
        _state = new Element(high, low);
    }

    /// <returns>The products of the key and each polynomial of eight coefficients.</returns>
    private static Element[] CreateProducts(Element key)
    {
        var products = new Element[256];
        products[0x80] = key;
        for (var bit = 0x40; bit > 0; bit >>= 1)
        {
            products[bit] = products[bit << 1].TimesX();
        }
        for (var bits = 1; bits < products.Length; bits++)
        {
            var lowest = bits & -bits;
            products[bits] = products[lowest].Plus(products[bits ^ lowest]);
        }
        return products;
    }

    /// <returns>For each byte that is shifted out at the end, the value to add at the beginning.</returns>
    private static ulong[] CreateReductions()
    {
        var reductions = new ulong[256];
        for (var bits = 0; bits < reductions.Length; bits++)
        {
            var element = new Element(0, (ulong)bits);
            for (var bit = 0; bit < 8; bit++)
            {
                element = element.TimesX();
            }
            reductions[bits] = element.High;
        }
        return reductions;
    }

    /// <summary>A polynomial over GF(2) with 128 coefficients.</summary>
    private readonly record struct Element(ulong High, ulong Low)
    {
        public static Element Read(ReadOnlySpan<byte> block) =>
            new(BinaryPrimitives.ReadUInt64BigEndian(block), BinaryPrimitives.ReadUInt64BigEndian(block[sizeof(ulong)..]));

        public void Write(Span<byte> block)
        {
            BinaryPrimitives.WriteUInt64BigEndian(block, High);
            BinaryPrimitives.WriteUInt64BigEndian(block[sizeof(ulong)..], Low);
        }

        public Element Plus(Element other) => new(High ^ other.High, Low ^ other.Low);

        public Element TimesX() => new((High >> 1) ^ ((Low & 1) * Reduction), (High << 63) | (Low >> 1));
    }
}
