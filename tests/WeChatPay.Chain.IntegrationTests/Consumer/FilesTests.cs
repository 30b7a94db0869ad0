using System.Security.Cryptography;
using System.Text;
using WeChatPay.Chain.IntegrationTests.Platforms;
using WeChatPay.Chain.IntegrationTests.Support;
using WeChatPay.Chain.Media;

namespace WeChatPay.Chain.IntegrationTests.Consumer;

/// <summary>Uploads and downloads.</summary>
[TestFixtureSource(typeof(EveryPlatform), nameof(EveryPlatform.InBothWays))]
public sealed class FilesTests(PlatformKind platform, Way way) : ConsumerTests(platform, way)
{
    [Test]
    public async Task Post_MediaUpload_SendsTwoPartsAndSignsTheMeta()
    {
        const string upload = "/v3/merchant/media/upload";
        var file = RandomNumberGenerator.GetBytes(10_000);
        var options = new { body = new MediaUpload(file, "营业执照.png") };
        await Platform.RespondAsync(HttpMethod.Post, upload, new CannedResponse(200, """{"media_id":"m-1"}"""));

        using var response = await PostAsync(Client.Chain(upload), options);

        var request = (await Platform.RequestsAsync()).Single();
        var meta = Encoding.UTF8.GetBytes($$"""{"filename":"营业执照.png","sha256":"{{Convert.ToHexStringLower(SHA256.HashData(file))}}"}""");
        Assert.That((string)response.Data.media_id, Is.EqualTo("m-1"));
        Assert.That(request.Headers["Content-Type"], Does.StartWith("multipart/form-data; boundary="));
        Assert.That(request.Body.AsSpan().IndexOf(meta), Is.Positive);
        Assert.That(request.Body.AsSpan().IndexOf(file), Is.GreaterThan(request.Body.AsSpan().IndexOf(meta)));
        var signature = MerchantSignature.From(request with { Body = meta });
        Assert.That(signature.IsSignedWith(Platform.CreateClientOptions().MerchantPrivateKey!), Is.True);
    }

    [Test]
    public async Task Get_DownloadUrlOfABill_IsSentAsGivenAndStreamed()
    {
        const string download = "/v3/billdownload/file?token=aB%2Fc%3D&tartype=gzip";
        var bill = RandomNumberGenerator.GetBytes(100_000);
        await Platform.RespondAsync(HttpMethod.Get, download, new CannedResponse(200, bill) { Flaw = Flaw.NotSigned });
        using var sink = new MemoryStream();

        using var response = await GetAsync(
            Client.Chain(new Uri(Platform.CreateClientOptions().BaseAddress, download).AbsoluteUri), new { sink });

        Assert.That(SHA256.HashData(sink.ToArray()), Is.EqualTo(SHA256.HashData(bill)));
        Assert.That(response.Body, Is.Empty);
        var request = (await Platform.RequestsAsync()).Single();
        Assert.That(request.Target, Is.EqualTo(download));
        Assert.That(MerchantSignature.From(request).IsSignedWith(Platform.CreateClientOptions().MerchantPrivateKey!), Is.True);
    }

    [Test]
    public async Task Get_SignedResponseWithASink_IsWrittenOnlyWhenVerified()
    {
        var paid = new CannedResponse(200, """{"trade_state":"SUCCESS"}""");
        using var sink = new MemoryStream();

        await RespondAsync(paid with { Flaw = Flaw.TamperedBody });
        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => GetAsync(new { sink }));
        Assert.That(sink.Length, Is.Zero);

        await RespondAsync(paid);
        using var response = await GetAsync(new { sink });
        Assert.That(sink.ToArray(), Is.EqualTo(paid.Body));
    }
}
