using WeChatPay.Chain.Crypto;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests;

internal sealed class WeChatPayClientTests
{
    [Test]
    public void Decrypt_AFieldEncryptedForTheMerchant_IsTheText()
    {
        using var client = new FakePlatform().CreateClient();

        Assert.That(client.Decrypt(Rsa.Encrypt("张三", Merchant.PublicPart(Merchant.Key))), Is.EqualTo("张三"));
    }

    [Test]
    public void Decrypt_AFieldForSomebodyElse_DoesNotOpen()
    {
        using var client = new FakePlatform().CreateClient();

        Assert.That(() => client.Decrypt(Rsa.Encrypt("张三", Merchant.PlatformKey)), Throws.InstanceOf<WeChatPayDecryptionException>());
        Assert.That(() => client.Decrypt("no base64"), Throws.InstanceOf<WeChatPayDecryptionException>());
        Assert.That(() => client.Decrypt(null!), Throws.ArgumentNullException);
    }
}
