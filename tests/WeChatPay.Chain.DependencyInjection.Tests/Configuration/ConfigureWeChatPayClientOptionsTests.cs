using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using WeChatPay.Chain.DependencyInjection.Tests.Support;

namespace WeChatPay.Chain.DependencyInjection.Tests.Configuration;

internal sealed class ConfigureWeChatPayClientOptionsTests
{
    [Test]
    public void Configure_AllValues_SetsTheOptions()
    {
        var values = TestMerchant.One.Configuration;
        values["BaseAddress"] = "http://127.0.0.1:8080/";
        values["Timeout"] = "12.5";
        values["DownloadTimeout"] = "00:10:00";
        values["MaxDownloadSize"] = "5000000000";

        var options = OptionsOf(values);

        Assert.That((options.MerchantId, options.MerchantSerialNumber), Is.EqualTo((TestMerchant.One.Id, TestMerchant.SerialNumber)));
        Assert.That((options.ApiV3Key, options.ApiV2Key), Is.EqualTo((TestMerchant.One.ApiV3Key, TestMerchant.One.ApiV2Key)));
        Assert.That(options.MerchantPrivateKey!.ExportPkcs8PrivateKey(), Is.EqualTo(TestMerchant.One.Key.ExportPkcs8PrivateKey()));
        Assert.That(options.PlatformKeys.Select(key => key.Key), Is.EqualTo([TestMerchant.PublicKeyId]));
        Assert.That((options.BaseAddress.Port, options.Timeout), Is.EqualTo((8080, TimeSpan.FromSeconds(12.5))));
        Assert.That((options.DownloadTimeout, options.MaxDownloadSize), Is.EqualTo((TimeSpan.FromMinutes(10), 5_000_000_000)));
    }

    [TestCase("30", ExpectedResult = 30)]
    [TestCase("00:01:30", ExpectedResult = 90)]
    public double Configure_Timeout_AcceptsSecondsAndTimeSpans(string text) => OptionsOf(With("Timeout", text)).Timeout.TotalSeconds;

    [Test]
    public void Configure_NoResilience_RetriesAndLogsByDefault()
    {
        var options = OptionsOf(TestMerchant.One.Configuration);

        Assert.That(options.Resilience, Is.Not.Null);
        Assert.That(options.LoggerFactory, Is.Not.Null);
        Assert.That(OptionsOf(With("Resilience", "false")).Resilience, Is.Null);
        Assert.That(OptionsOf(With("Resilience:BaseDelay", "0.25")).Resilience!.BaseDelay, Is.EqualTo(TimeSpan.FromMilliseconds(250)));
    }

    [Test]
    public void Configure_PlatformCertificate_KnowsItsExpiry()
    {
        var (serial, pem) = TestMerchant.One.CreatePlatformCertificate(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        using var host = HostOf(With($"PlatformKeys:{serial}", pem));
        var client = host.Services.GetRequiredService<IWeChatPayClients>().Get();

        Assert.That(client.KeyStatus.Keys.Single(key => key.Serial == serial).Expiry?.Year, Is.EqualTo(2030));
        Assert.That(
            () => OptionsOf(With("PlatformKeys:5157F09E", pem)),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains(serial)
                .And.Message.Contains("WeChatPay:PlatformKeys:5157F09E"));
    }

    [Test]
    public void Configure_FileUris_ReadsTheFiles()
    {
        using var folder = new TemporaryFolder();
        using var certificate = TestMerchant.One.CreateCertificate();
        var values = TestMerchant.One.Configuration;
        values["MerchantPrivateKey"] = folder.Write("apiclient_key.pem", values["MerchantPrivateKey"]!);
        values[$"PlatformKeys:{TestMerchant.PublicKeyId}"] = folder.Write(
            "pub_key.pem", values[$"PlatformKeys:{TestMerchant.PublicKeyId}"]!);
        values["MerchantCertificate"] = folder.Write("apiclient_cert.pem", certificate.ExportCertificatePem());

        Assert.That(OptionsOf(values).MerchantCertificate!.HasPrivateKey);
    }

    [Test]
    public void Configure_Pkcs12Certificate_ReadsItWithItsPassword()
    {
        using var folder = new TemporaryFolder();
        using var certificate = TestMerchant.One.CreateCertificate();
        var values = With(
            "MerchantCertificate", folder.Write("apiclient_cert.p12", certificate.Export(X509ContentType.Pkcs12, TestMerchant.One.Id)));
        values["MerchantCertificatePassword"] = TestMerchant.One.Id;

        Assert.That(OptionsOf(values).MerchantCertificate!.Thumbprint, Is.EqualTo(certificate.Thumbprint));

        values["MerchantCertificatePassword"] = "wrong";
        Assert.That(() => OptionsOf(values), Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("the password is wrong")
            .And.Message.Contains("Configuration key: WeChatPay:MerchantCertificatePassword."));

        values["MerchantCertificatePassword"] = null;
        Assert.That(() => OptionsOf(values), Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("the password is missing").And.Message.Contains("the merchant number"));
    }

    [TestCase("MerchantId", "wx8888888888888888",
        "MerchantId starts with 'w'; only digits are expected.*Configuration key: WeChatPay:MerchantId")]
    [TestCase("MerchantId", "", "MerchantId is missing.*Configuration key: WeChatPay:MerchantId")]
    [TestCase("MerchantPrivateKey", "no key", "neither PEM.*Configuration key: WeChatPay:MerchantPrivateKey")]
    [TestCase(
        "MerchantPrivateKey",
        "file:///no/such/key.pem",
        "'/no/such/key.pem' does not exist.*Configuration key: WeChatPay:MerchantPrivateKey")]
    [TestCase("PlatformKeys:PUB_KEY_ID_9", "no key", "neither PEM.*Configuration key: WeChatPay:PlatformKeys:PUB_KEY_ID_9")]
    [TestCase("ApiV3Key", "short-and-secret", "ApiV3Key has 16 characters.*Configuration key: WeChatPay:ApiV3Key")]
    [TestCase("MaxDownloadSize", "much", "'much' is not a whole number.*Configuration key: WeChatPay:MaxDownloadSize")]
    [TestCase("Timeout", "soon", "'soon' is not a time.*Configuration key: WeChatPay:Timeout")]
    [TestCase("BaseAddress", "http://example.com/", "https is required.*Configuration key: WeChatPay:BaseAddress")]
    [TestCase("BaseAddress", "nowhere", "is not an absolute URL.*Configuration key: WeChatPay:BaseAddress")]
    [TestCase("DownloadPlatformCertificates", "maybe", "neither true nor false.*Configuration key: WeChatPay:DownloadPlatformCertificates")]
    [TestCase("Resilience:BaseDelay", "soon", "'soon' is not a time.*Configuration key: WeChatPay:Resilience:BaseDelay")]
    [TestCase(
        "Resilience:BaseDelay", "-1", "Resilience.BaseDelay must be greater than zero.*Configuration key: WeChatPay:Resilience:BaseDelay")]
    [TestCase("Resilience:RetryBudget", "many", "not a whole number.*Configuration key: WeChatPay:Resilience:RetryBudget")]
    [TestCase("Resilience:MaxRetries", "1", "'MaxRetries' is not an option.*Configuration key: WeChatPay:Resilience:MaxRetries")]
    [TestCase("MerchantId", " 1900000109", "MerchantId starts with a space.*Configuration key: WeChatPay:MerchantId")]
    [TestCase(
        "MerchantSerialNumber", "1DDE55AD", "must have 16 to 40 hexadecimal digits.*Configuration key: WeChatPay:MerchantSerialNumber")]
    [TestCase("MerchantSerialNumber", "170518961404394360138998218675655307300760402572",
        "in decimal.* Write 1DDE55AD98ED71D6EDD4A4A16996DE7B47773A8C.*Configuration key: WeChatPay:MerchantSerialNumber")]
    [TestCase("MerchantPrivateKey", "  ", "The key is empty.*Configuration key: WeChatPay:MerchantPrivateKey")]
    [TestCase("PlatformKeys:PUB_KEY_ID_", null, "has nothing after PUB_KEY_ID_.*Configuration key: WeChatPay:PlatformKeys")]
    [TestCase("PlatformKeys:PUB_KEY_ID_01\n", null, "ends with a line break.*Configuration key: WeChatPay:PlatformKeys")]
    [TestCase("PlatformKeys:71:32:D7:2A", null,
        "contains a section under '71'.*without colons.*Configuration key: WeChatPay:PlatformKeys:71")]
    [TestCase("PlatformKeys", null, "PlatformKeys must be a section.*Configuration key: WeChatPay:PlatformKeys")]
    [TestCase("ApiV3Key", "short-and-secret-01234567890abcd ",
        "ApiV3Key has 33 characters and ends with a space|ApiV3Key ends with a space")]
    [TestCase("BaseAddress", "https://api.mch.weixin.qq.com/v3/",
        "has 'v3' in its path.*Configuration key: WeChatPay:BaseAddress")]
    [TestCase("Resilience:BackupAddress", "https://api2.mch.weixin.qq.com/v3/",
        "has 'v3' in its path.*Configuration key: WeChatPay:Resilience:BackupAddress")]
    [TestCase("mchid", "1", "'mchid' is not an option. Did you mean 'MerchantId'.*Configuration key: WeChatPay:mchid")]
    [TestCase("mch_id", "1", "Did you mean 'MerchantId'")]
    [TestCase("serial", "1", "Did you mean 'MerchantSerialNumber'")]
    [TestCase("privateKey", "1", "Did you mean 'MerchantPrivateKey'")]
    [TestCase("certs:PUB_KEY_ID_1", "1", "Did you mean 'PlatformKeys'")]
    [TestCase("secret", "1", "Did you mean 'ApiV2Key'")]
    [TestCase("apiv3_key", "1", "Did you mean 'ApiV3Key'")]
    [TestCase("merchant:cert", "1", "Did you mean 'MerchantCertificate'")]
    [TestCase("base_uri", "1", "Did you mean 'BaseAddress'")]
    [TestCase("MerchantSerialNo", "1", "Did you mean 'MerchantSerialNumber'.*Configuration key: WeChatPay:MerchantSerialNo")]
    public async Task Start_InvalidOption_ThrowsWithItsConfigurationKey(string key, string? value, string message)
    {
        using var host = HostOf(With(key, value ?? TestMerchant.One.PlatformKey.ExportSubjectPublicKeyInfoPem()));

        var failure = (await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync()))!;

        Assert.That(failure.Message, Does.Match(message).And.Not.Contains("short-and-secret").And.Not.Contains("Parameter"));
    }

    [Test]
    public async Task Start_EmptyKeyFile_ThrowsWithFileAndConfigurationKey()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("apiclient_key.pem", "");
        using var host = HostOf(With("MerchantPrivateKey", file));

        await Assert.ThrowsAsync(
            Is.TypeOf<OptionsValidationException>()
                .With.Message.Match(@"The file '[^']*apiclient_key\.pem' is empty\..*Configuration key: WeChatPay:MerchantPrivateKey"),
            () => host.StartAsync());
    }

    [Test]
    public void Configure_KeysFromEnvironmentVariables_ReadsThem()
    {
        var values = TestMerchant.One.Configuration;
        values["MerchantPrivateKey"] = $"\"{values["MerchantPrivateKey"]!.ReplaceLineEndings("\\n")}\"";
        values[$"PlatformKeys:{TestMerchant.PublicKeyId}"] = Convert.ToBase64String(
            Encoding.UTF8.GetBytes(values[$"PlatformKeys:{TestMerchant.PublicKeyId}"]!));

        var options = OptionsOf(values);

        Assert.That(options.MerchantPrivateKey!.ExportPkcs8PrivateKey(), Is.EqualTo(TestMerchant.One.Key.ExportPkcs8PrivateKey()));
        Assert.That(options.PlatformKeys[TestMerchant.PublicKeyId].ExportSubjectPublicKeyInfo(),
            Is.EqualTo(TestMerchant.One.PlatformKey.ExportSubjectPublicKeyInfo()));
    }

    [Test]
    public void Configure_SerialInLowerCase_IsNormalized()
    {
        var (serial, pem) = TestMerchant.One.CreatePlatformCertificate(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.That(
            OptionsOf(With($"PlatformKeys:{serial.ToLowerInvariant()}", pem)).PlatformKeys.Select(key => key.Key), Does.Contain(serial));
    }

    [Test]
    public void Configure_CertificateOfAnotherKey_Throws()
    {
        using var certificate = TestMerchant.Two.CreateCertificate();

        Assert.That(
            () => OptionsOf(With("MerchantCertificate", certificate.ExportCertificatePem())),
            Throws.TypeOf<OptionsValidationException>()
            .With.Message.Contains("does not belong to the private key")
                .And.Message.Contains("Configuration key: WeChatPay:MerchantCertificate"));
    }

    [Test]
    public async Task Start_InvalidNamedClient_ThrowsWithItsName()
    {
        using var host = HostOf(
            TestMerchant.One.Configuration, services => services.AddWeChatPay("shop", options => options.MerchantId = "1900000109"));

        await Assert.ThrowsAsync(
            Is.TypeOf<OptionsValidationException>().With.Message.Contains(
                "The WeChat Pay client 'shop' cannot be created. MerchantSerialNumber is missing"),
            () => host.StartAsync());
    }

    [Test]
    public void Configure_SelectedPlatformKeys_DoesNotReadTheOthers()
    {
        var values = With("PlatformKeys:PUB_KEY_ID_9", "file:///etc/wechatpay/on-another-machine.pem");
        values["PlatformKeys"] = TestMerchant.PublicKeyId;

        Assert.That(OptionsOf(values).PlatformKeys.Select(key => key.Key), Is.EqualTo([TestMerchant.PublicKeyId]));
    }

    [Test]
    public void Configure_NoPlatformKeysSelected_HasNone()
    {
        var values = With("PlatformKeys", ",");
        values["DownloadPlatformCertificates"] = "true";

        Assert.That(OptionsOf(values).PlatformKeys, Is.Empty);
    }

    [Test]
    public void Configure_UnknownPlatformKeySelected_Throws()
    {
        Assert.That(
            () => OptionsOf(With("PlatformKeys", $"{TestMerchant.PublicKeyId},PUB_KEY_ID_9")),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Configuration key: WeChatPay:PlatformKeys."));
    }

    private static Dictionary<string, string?> With(string key, string? value) => new(TestMerchant.One.Configuration) { [key] = value };

    private static IHost HostOf(Dictionary<string, string?> values, Action<IServiceCollection>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddWeChatPay(new ReloadableConfiguration(values).Section);
        configure?.Invoke(builder.Services);
        return builder.Build();
    }

    private static WeChatPayClientOptions OptionsOf(Dictionary<string, string?> values)
    {
        using var host = HostOf(values);
        return host.Services.GetRequiredService<IOptionsMonitor<WeChatPayClientOptions>>().CurrentValue;
    }
}
