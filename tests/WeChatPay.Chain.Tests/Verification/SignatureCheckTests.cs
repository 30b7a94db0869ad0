using WeChatPay.Chain.Keys;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Verification;

namespace WeChatPay.Chain.Tests.Verification;

internal sealed class SignatureCheckTests
{
    private static readonly byte[] _body = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero));

    [Test]
    public void Complete_TheSignedBody_Passes() => Assert.That(() => Begin().Complete(_body), Throws.Nothing);

    [Test]
    public void Complete_AnyOtherBody_IsAMismatch(
        [Values(0, 500, 999)] int changed)
    {
        byte[] body = [.. _body];
        body[changed] ^= 1;

        Assert.That(
            () => Begin().Complete(body),
            Throws.TypeOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Mismatch));
        Assert.That(() => Begin().Complete(_body.AsSpan(1)), Throws.TypeOf<WeChatPaySignatureException>());
        Assert.That(() => Begin().Complete([.. _body, (byte)'\n']), Throws.TypeOf<WeChatPaySignatureException>());
        Assert.That(() => Begin().Complete([]), Throws.TypeOf<WeChatPaySignatureException>());
    }

    [TestCase(1)]
    [TestCase(333)]
    [TestCase(1000)]
    public void Complete_InChunks_GivesTheSameResult(int size)
    {
        var check = Begin();
        using var verifier = check.Start();

        foreach (var piece in _body.Chunk(size))
        {
            verifier.Append(piece);
        }

        Assert.That(() => check.Complete(verifier), Throws.Nothing);
    }

    [Test]
    public void Complete_InChunksWithOneMissing_IsAMismatch()
    {
        var check = Begin();
        using var verifier = check.Start();

        verifier.Append(_body.AsSpan(1));

        Assert.That(
            () => check.Complete(verifier),
            Throws.TypeOf<WeChatPaySignatureException>().With.Property("Reason").EqualTo(SignatureFailure.Mismatch));
    }

    [Test]
    public void Complete_OneKeyIn64Threads_VerifiesEachTime()
    {
        var failures = 0;
        var threads = Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            try
            {
                Begin().Complete(_body);
            }
            catch (WeChatPaySignatureException)
            {
                Interlocked.Increment(ref failures);
            }
        })).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.That(failures, Is.Zero);
    }

    private SignatureCheck Begin()
    {
        using var message = new FakeResponse { Body = _body }.ToMessage(_clock);
        return new SignatureVerifier(new KeyRing(Merchant.Options().PlatformKeys, _clock), _clock)
            .BeginAsync(SignatureHeaders.From(message.Headers), outcomeUnknown: true, isAsync: false, CancellationToken.None)
            .GetCompleted();
    }
}
