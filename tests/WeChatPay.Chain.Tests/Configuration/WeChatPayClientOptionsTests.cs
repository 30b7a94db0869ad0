using System.Reflection;
using System.Text.Json;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Configuration;

/// <summary>Options are logged as a whole, and must not reveal keys.</summary>
internal sealed class WeChatPayClientOptionsTests
{
    private static readonly JsonSerializerOptions _withFields = new() { IncludeFields = true };

    [Test]
    public void Serialize_Options_DoesNotShowKeys()
    {
        var options = new WeChatPayClientOptions { MerchantId = Merchant.Id, ApiV3Key = Merchant.ApiV3Key, ApiV2Key = Merchant.ApiV2Key };

        var json = JsonSerializer.Serialize(options) + JsonSerializer.Serialize(options, _withFields);

        Assert.That(json, Does.Contain(Merchant.Id).And.Not.Contain(Merchant.ApiV3Key).And.Not.Contain(Merchant.ApiV2Key));
    }

    [Test]
    public void Properties_OfOptions_DoNotContainKeys()
    {
        var options = Merchant.Options();

        var values = typeof(WeChatPayClientOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.GetValue(options)}");

        Assert.That(values, Has.Some.EqualTo(Merchant.Id));
        Assert.That(values, Has.None.Contains(Merchant.ApiV3Key).And.None.Contains(Merchant.ApiV2Key));
        Assert.That(
            (options.ApiV3Key, options.ApiV2Key), Is.EqualTo((Merchant.ApiV3Key, Merchant.ApiV2Key)), "The keys themselves can be read.");
    }

    [Test]
    public void Validate_OptionsOfAMerchant_FindsNothing() => Assert.That(Merchant.Options().Validate, Throws.Nothing);

    [Test]
    public void Validate_AWrongOption_NamesIt()
    {
        var options = Merchant.Options();
        options.ApiV3Key = "short";

        Assert.That(options.Validate, Throws.ArgumentException.With.Property("ParamName").EqualTo("ApiV3Key"));
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void Client_WithAMaxDownloadSizeOutOfRange_IsRejected(long size) =>
        Assert.That(
            () => Merchant.Client(options => options.MaxDownloadSize = size),
            Throws.ArgumentException.With.Message.Contains("MaxDownloadSize"));

    [Test]
    public void Client_WithADownloadTimeoutOutOfRange_IsRejected() =>
        Assert.That(
            () => Merchant.Client(options => options.DownloadTimeout = TimeSpan.Zero),
            Throws.ArgumentException.With.Message.Contains("DownloadTimeout"));
}
