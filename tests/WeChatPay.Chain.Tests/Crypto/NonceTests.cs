using WeChatPay.Chain.Crypto;

namespace WeChatPay.Chain.Tests.Crypto;

public class NonceTests
{
    [Test]
    public void Create_NoSize_Is32CharactersOfBase62()
    {
        Assert.That(Nonce.Create(), Does.Match("^[0-9A-Za-z]{32}$"));
    }

    [TestCase(1)]
    [TestCase(200)]
    public void Create_Size_HasThatLength(int size)
    {
        Assert.That(Nonce.Create(size), Has.Length.EqualTo(size));
    }

    [Test]
    public void Create_LongEnough_UsesTheWholeAlphabet()
    {
        // That one of 62 characters is missing from 20 000 has a chance below 1 in 10^139.
        Assert.That(Nonce.Create(20_000).Distinct().Count(), Is.EqualTo(62));
    }

    [Test]
    public void Create_Often_IsDifferentEachTime()
    {
        Assert.That(Enumerable.Range(0, 1_000).Select(_ => Nonce.Create()), Is.Unique);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Create_NoLength_IsRejected(int size)
    {
        Assert.That(() => Nonce.Create(size), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }
}
