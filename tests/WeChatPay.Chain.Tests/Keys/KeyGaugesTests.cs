using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

internal sealed class KeyGaugesTests
{
    private const string Age = "wechatpay.client.platform_keys.age";
    private const string TimeToExpiry = "wechatpay.client.platform_keys.time_to_expiry";

    private readonly CertificatePlatform _platform = new();
    // The measurements include clients of other tests.
    private readonly string _merchant = $"{RandomNumberGenerator.GetInt32(1, int.MaxValue)}";

    [Test]
    public void Age_OfFixedKeys_IsThatOfTheClient()
    {
        using var client = Fixed();

        _platform.Clock.Advance(TimeSpan.FromSeconds(90));

        Assert.That(Shown(Age), Is.EqualTo([90.0]));
    }

    [Test]
    public async Task Age_OfRenewedKeys_IsThatOfTheLastRenewalThatSucceeded()
    {
        using var client = Renewed();
        _platform.Clock.Advance(TimeSpan.FromHours(1));
        var before = Shown(Age);
        await client.RenewPlatformKeysAsync();
        _platform.Clock.Advance(TimeSpan.FromMinutes(5));
        _platform.Download = _ => FakeResponse.Error(500, "");

        await Assert.CatchAsync(() => client.RenewPlatformKeysAsync());

        Assert.That(before, Is.EqualTo([3600.0]));
        Assert.That(Shown(Age), Is.EqualTo([300.0]));
    }

    [Test]
    public async Task TimeToExpiry_OfRenewedKeys_IsThatOfTheLastCertificate()
    {
        _platform.Certificates.Add(_platform.Entry(CertificatePlatform.Second, Merchant.PlatformKey, endsIn: 50));
        using var client = Renewed();
        var before = Shown(TimeToExpiry);
        await client.RenewPlatformKeysAsync();

        var after = Shown(TimeToExpiry);
        _platform.Clock.Advance(TimeSpan.FromDays(101));

        Assert.That(before, Is.Empty);
        Assert.That(after, Is.EqualTo([TimeSpan.FromDays(100).TotalSeconds]));
        Assert.That(Shown(TimeToExpiry), Is.EqualTo([TimeSpan.FromDays(-1).TotalSeconds]));
    }

    [Test]
    public void TimeToExpiry_OfAPublicKey_IsNotShown()
    {
        using var client = Fixed();

        Assert.That(Shown(TimeToExpiry), Is.Empty);
    }

    [Test]
    public void TimeToExpiry_OfAConfiguredCertificate_IsShown()
    {
        using var certificate = SelfSigned.Create(
            Merchant.PlatformCertificateKey,
            CertificatePlatform.First,
            _platform.Clock.GetUtcNow(),
            _platform.Clock.GetUtcNow().AddDays(3));
        using var client = Fixed(options => options.PlatformKeys = new PlatformKeys { certificate });

        Assert.That(Shown(TimeToExpiry), Is.EqualTo([TimeSpan.FromDays(3).TotalSeconds]));
    }

    [Test]
    public void Clients_OfOneMerchant_AreMeasuredEach()
    {
        using var old = Fixed();
        _platform.Clock.Advance(TimeSpan.FromSeconds(10));
        using var young = Fixed();

        Assert.That(Shown(Age), Is.EquivalentTo([10.0, 0.0]));
    }

    [Test]
    public void Client_OfABrand_IsNamedByTheSigner()
    {
        var signer = RequestSigners.Brand(_merchant, "3775B6A45ACD588826D15E583A95F5DD5B2C7E10", Merchant.Key);
        using var client = Fixed(options => (options.MerchantId, options.RequestSigner) = ("", signer));

        Assert.That(Shown(Age), Is.EqualTo([0.0]));
    }

    [Test]
    public void Client_Disposed_IsNotShown()
    {
        var client = Fixed();
        client.Dispose();

        Assert.That(Shown(Age), Is.Empty);
    }

    [Test]
    public void Client_ForgottenWithoutDisposal_IsCollectedAndNotShown()
    {
        Forget();

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.That(Shown(Age), Is.Empty);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Forget()
    {
        _ = Fixed();
        Assert.That(Shown(Age), Is.Not.Empty);
    }

    private WeChatPayClient Renewed() => _platform.CreateClient(options => options.MerchantId = _merchant);

    private WeChatPayClient Fixed(Action<WeChatPayClientOptions>? configure = null) => _platform.Handler.CreateClient(options =>
    {
        options.MerchantId = _merchant;
        configure?.Invoke(options);
    });

    private List<double> Shown(string gauge)
    {
        List<double> shown = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == gauge)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (Equals(tags.ToArray().ToDictionary()["wechatpay.merchant_id"], _merchant))
            {
                shown.Add(value);
            }
        });
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }
}
