using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Streams;

/// <summary>Compressed data that is cut off, damaged or followed by other bytes is rejected.</summary>
internal sealed class StrictStreamTests
{
    private static readonly byte[] _text = Encoding.UTF8.GetBytes(
        string.Join('\n', Enumerable.Range(0, 40).Select(row => $"`wx{row}`,`{row * 7}.00`")));

    private static readonly string[] _encodings = ["gzip", "deflate", "br"];

    private static IEnumerable<TestCaseData> Contents =>
        from encoding in _encodings
        from content in new[]
        {
            ("empty", Array.Empty<byte>()),
            ("one byte", [7]),
            ("text", _text),
            ("random", RandomNumberGenerator.GetBytes(300)),
            ("large", new byte[100_000])
        }
        select new TestCaseData(encoding, content.Item2).SetArgDisplayNames(encoding, content.Item1);

    [TestCaseSource(nameof(Contents))]
    public async Task Read_WholeData_IsThePlainContent(string encoding, byte[] content)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            Assert.That(
                await ReadAsync(way, encoding, Packed.With(encoding, content), piece: 1), Is.EqualTo(content), $"{way}, byte by byte");
            Assert.That(await ReadAsync(way, encoding, Packed.With(encoding, content), piece: int.MaxValue), Is.EqualTo(content), $"{way}");
        }
    }

    [TestCaseSource(nameof(Contents))]
    public void Read_DataThatIsCut_IsAnError(string encoding, byte[] content)
    {
        var packed = Packed.With(encoding, content);
        // Without any data, the body is empty.
        foreach (var length in Enumerable.Range(1, Math.Max(0, packed.Length - 1))
            .Where(length => length < 400 || length > packed.Length - 20))
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                Assert.That(
                    () => ReadAsync(way, encoding, packed[..length]),
                    Throws.InstanceOf<InvalidDataException>(),
                    $"{way}, {length} of {packed.Length} bytes");
            }
        }
    }

    [TestCaseSource(nameof(Contents))]
    public void Read_DataThatIsFollowedByAnything_IsAnError(string encoding, byte[] content)
    {
        byte[][] tails = [[0], [0x1f], [0x1f, 0x8b], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0], "tail"u8.ToArray(), new byte[9000]];
        foreach (var tail in tails)
        {
            foreach (var way in Enum.GetValues<Way>())
            {
                Assert.That(
                    () => ReadAsync(way, encoding, [.. Packed.With(encoding, content), .. tail]),
                    Throws.InstanceOf<InvalidDataException>(),
                    $"{way}, {tail.Length} bytes");
            }
        }
    }

    [TestCase("gzip")]
    [TestCase("deflate")]
    public void Read_ADamagedChecksum_IsAnError(string encoding)
    {
        var packed = Packed.With(encoding, _text);
        for (var back = 1; back <= (encoding == "gzip" ? 8 : 4); back++)
        {
            var damaged = packed.ToArray();
            damaged[^back] ^= 1;

            Assert.That(() => ReadAsync(Way.Sync, encoding, damaged), Throws.InstanceOf<InvalidDataException>(), $"{back} from the end");
        }
    }

    [Test]
    public async Task Read_SeveralMembersOfGzip_IsAllOfThem([Values] Way way, [Values(1, int.MaxValue)] int piece)
    {
        byte[] packed = [.. Packed.With("gzip", _text), .. Packed.With("gzip", []), .. Packed.With("gzip", _text)];

        Assert.That(await ReadAsync(way, "gzip", packed, piece), Is.EqualTo((byte[])[.. _text, .. _text]));
        Assert.That(() => ReadAsync(way, "gzip", packed[..^1], piece), Throws.InstanceOf<InvalidDataException>());
    }

    private static async Task<byte[]> ReadAsync(Way way, string encoding, byte[] packed, int piece = int.MaxValue)
    {
        using var pieces = new Pieces(packed, piece);
        using Stream whole = encoding switch
        {
            "gzip" => new StrictGzipStream(pieces),
            "deflate" => new StrictZlibStream(pieces),
            _ => new StrictBrotliStream(pieces)
        };
        using var plain = new MemoryStream();
        if (way == Way.Async)
        {
            await whole.CopyToAsync(plain);
        }
        else
        {
            whole.CopyTo(plain);
        }
        return plain.ToArray();
    }

    /// <summary>Returns a fixed number of bytes at a time.</summary>
    private sealed class Pieces(byte[] content, int most) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, most));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, most)]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }
}
