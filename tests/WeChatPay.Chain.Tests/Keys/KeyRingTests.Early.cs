using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Keys;

internal sealed partial class KeyRingTests
{
    [Test]
    public async Task Call_SevenDaysBeforeTheLastExpiry_RenewsInTheBackground([Values] Way way)
    {
        _platform.Certificates.Add(_platform.Entry("AB03", CertificatePlatform.Stranger, endsIn: 50));
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Clock.Advance(TimeSpan.FromDays(93) - TimeSpan.FromSeconds(1));
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        var before = _platform.Downloads;
        _platform.Clock.Advance(TimeSpan.FromSeconds(1));
        _platform.Certificates.Add(_platform.Entry(CertificatePlatform.Second, Merchant.PlatformKey));

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(before, Is.EqualTo(1));
        Assert.That(_platform.Downloads, Is.EqualTo(2));
        Assert.That(client.KeyStatus.Keys, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Call_WhoseEarlyRenewalFailsOrReturnsNothing_SucceedsAndTheNextIsAnHourLater([Values] Way way, [Values] bool fails)
    {
        using var client = _platform.CreateClient();
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Clock.Advance(TimeSpan.FromDays(95));
        _platform.Download = platform => fails ? throw new HttpRequestException(HttpRequestError.ConnectionError) : platform.List();

        using var response = await way.GetAsync(client.Chain("v3/x"));
        _platform.Clock.Advance(TimeSpan.FromMinutes(59));
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        var withinTheHour = _platform.Downloads;
        _platform.Clock.Advance(TimeSpan.FromMinutes(1));
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(withinTheHour, Is.EqualTo(2));
        Assert.That(_platform.Downloads, Is.EqualTo(3));
        Assert.That(client.KeyStatus.LastFailure, fails ? Does.Contain("could not be reached") : Is.Null);
    }

    [TestCase(59, 2)]
    [TestCase(60, 3)]
    public async Task Call_AfterADownloadForAnUnknownKeyFailed_RenewsEarlyAfterAMinute(int seconds, int downloads)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            var platform = new CertificatePlatform();
            using var client = platform.CreateClient();
            var known = platform.Business;
            (await way.GetAsync(client.Chain("v3/x"))).Dispose();
            platform.Clock.Advance(TimeSpan.FromDays(95));
            platform.Download = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);
            platform.Business = new FakeResponse { Serial = "ABCD" };
            await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x")));
            platform.Business = known;
            platform.Clock.Advance(TimeSpan.FromSeconds(seconds));

            (await way.GetAsync(client.Chain("v3/x"))).Dispose();

            Assert.That(platform.Downloads, Is.EqualTo(downloads));
        }
    }

    [Test]
    public async Task Call_WhoseEarlyRenewalFails_SucceedsAndLogsTheFailure([Values] Way way)
    {
        var log = new LogBook();
        using var client = _platform.CreateClient(options => options.LoggerFactory = log);
        (await way.GetAsync(client.Chain("v3/x"))).Dispose();
        _platform.Clock.Advance(TimeSpan.FromDays(95));
        _platform.Download = _ => throw new HttpRequestException(HttpRequestError.ConnectionError, "SECRET");

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        var line = log.Lines.Single();
        Assert.That(
            (line.Event.Id, line.Event.Name, line.Level, line.Text),
            Is.EqualTo(
                (9, "RenewalFailed", Microsoft.Extensions.Logging.LogLevel.Warning, $"The platform certificates of merchant {Merchant.Id} "
                    + "could not be downloaded (ConnectionError). The previous keys stay in use.")));
        Assert.That(log.Everything, Does.Not.Contain("SECRET"));
    }

    [Test]
    public async Task Call_DuringAnEarlyRenewal_DoesNotWaitForIt([Values] Way way)
    {
        using var handler = new HeldDownloads(_platform.Handler);
        using var client = _platform.CreateClient(options => options.PrimaryHandler = handler);
        var first = client.RenewPlatformKeysAsync();
        handler.Go.SetResult();
        await first;
        handler.Hold();
        _platform.Clock.Advance(TimeSpan.FromDays(95));

        using var response = await way.GetAsync(client.Chain("v3/x"));

        Assert.That(response.StatusCode, Is.EqualTo(200));
        Assert.That(handler.Held, Is.EqualTo(2));
        Assert.That(_platform.Downloads, Is.EqualTo(1));
    }

    [Test]
    public async Task Call_WithoutADownloadSoFar_HasNothingToRenew([Values] Way way)
    {
        using var client = _platform.CreateClient(options =>
            options.PlatformKeys[Merchant.PublicKeyId] = Merchant.PublicPart(Merchant.PlatformKey));
        _platform.Business = new FakeResponse();
        _platform.Clock.Advance(TimeSpan.FromDays(3650));

        (await way.GetAsync(client.Chain("v3/x"))).Dispose();

        Assert.That(_platform.Downloads, Is.Zero);
    }
}
