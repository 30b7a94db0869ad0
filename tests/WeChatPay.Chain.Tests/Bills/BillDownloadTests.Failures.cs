using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Failures of a download, which leave nothing behind.</summary>
internal sealed partial class BillDownloadTests
{
    [Test]
    public async Task DownloadBill_NoSuchBill_IsThePlatformsError([Values] Way way)
    {
        using var client = new FakePlatform(FakeResponse.Error(400, """{"code":"NO_STATEMENT_EXIST","message":"账单文件不存在"}"""))
            .CreateClient();

        Assert.That(
            (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.DownloadBillAsync(client, BillPath)))!.Code,
            Is.EqualTo("NO_STATEMENT_EXIST"));

        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_TheUrlIsRejected_IsThePlatformsErrorWithoutTheToken([Values] Way way)
    {
        using var client = new BillPlatform { File = FakeResponse.Error(403, """{"code":"NO_AUTH","message":"token无效"}""") }
            .Start()
            .CreateClient();

        var error = (await Assert.ThrowsAsync<WeChatPayApiException>(() => way.DownloadBillAsync(client, BillPath)))!;

        Assert.That(error.Code, Is.EqualTo("NO_AUTH"));
        Assert.That($"{error}", Does.Not.Contain(BillPlatform.Token));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_TheConnectionBreaks_LeavesNothing([Values] Way way, [Values] bool gzipped)
    {
        await using var server = new LoopbackServer(async (request, stream, cancellationToken) =>
        {
            var url = $"http://{request.Headers["Host"]}{BillPlatform.FileTarget}";
            var ticket = FakeResponse.Json(
                $$"""{"hash_type":"SHA1","hash_value":"{{BillPlatform.DigestOf(BillPlatform.Csv)}}","download_url":"{{url}}"}""");
            var isFile = request.Target == BillPlatform.FileTarget;
            await stream.WriteAsync(
                isFile ? LoopbackServer.Wire(FileOf(gzipped), announced: BillPlatform.Csv.Length + 1) : LoopbackServer.Wire(ticket),
                cancellationToken);
            if (isFile)
            {
                stream.Close();
            }
        }).Start();
        using var client = server.CreateClient();
        using var target = new MemoryStream();

        var error = (await Assert.ThrowsAsync<HttpRequestException>(() => way.DownloadBillAsync(client, BillPath)))!;
        await Assert.ThrowsAsync<HttpRequestException>(() => way.DownloadBillAsync(client, target));
        await Assert.ThrowsAsync<HttpRequestException>(() => way.OpenBillAsync(client));

        Assert.That(error.Message, Does.Contain("was cut off"));
        Assert.That($"{error}", Does.Not.Contain(BillPlatform.Token));
        Assert.That(_folder.Files, Is.Empty);
        Assert.That(target.Length, Is.Zero);
    }

    [Test]
    public async Task DownloadBill_TheFolderDisappears_SaysSo([Values] Way way)
    {
        var folder = _folder.PathOf("gone");
        Directory.CreateDirectory(folder);
        using var client = new BillPlatform { BeforeFile = () => Directory.Delete(folder, recursive: true) }.Start().CreateClient();

        var error = (await Assert.ThrowsAsync<DirectoryNotFoundException>(() =>
            way.DownloadBillAsync(client, Path.Combine(folder, "bill.csv"))))!;

        Assert.That(error.Message, Does.Contain("gone").And.Contain("its folder was removed"));
        Assert.That(Directory.Exists(folder), Is.False);
    }

    [Test]
    public async Task DownloadBill_TheStreamFails_IsTheStreamsError([Values] Way way)
    {
        using var client = new BillPlatform().Start().CreateClient();
        using var target = new MemoryStream(new byte[10]);

        await Assert.ThrowsAsync<NotSupportedException>(() => way.DownloadBillAsync(client, target));
    }

    [Test]
    public async Task DownloadBillAsync_CanceledDuringTheCall_LeavesNothing([Values] bool gzipped)
    {
        using var cancellation = new CancellationTokenSource();
        using var client = new BillPlatform { File = FileOf(gzipped) }.Start().CreateClient();
        var progress = new Reported(_ => cancellation.Cancel());

        await Assert.CatchAsync<OperationCanceledException>(() =>
            client.DownloadBillAsync(BillPlatform.Template, BillPath, progress: progress, cancellationToken: cancellation.Token));

        Assert.That(progress.Values, Has.Count.EqualTo(1));
        Assert.That(_folder.Files, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_WhereNoFileCanBeCreated_IsAnArgumentExceptionBeforeSending([Values] Way way)
    {
        var platform = new BillPlatform().Start();
        using var client = platform.CreateClient();
        using var readOnly = new MemoryStream([], writable: false);

        foreach (var path in new[] { _folder.PathOf("missing/bill.csv"), _folder.FullName, " " })
        {
            Assert.That(
                (await Assert.ThrowsAsync<ArgumentException>(() => way.DownloadBillAsync(client, path)))!.ParamName, Is.EqualTo("path"));
        }
        Assert.That(
            (await Assert.ThrowsAsync<ArgumentException>(() => way.DownloadBillAsync(client, readOnly)))!.ParamName, Is.EqualTo("target"));
        Assert.That(
            (await Assert.ThrowsAsync<ArgumentNullException>(() => way.DownloadBillAsync(client, (string)null!)))!.ParamName,
            Is.EqualTo("path"));
        Assert.That(platform.Requests, Is.Empty);
    }

    [Test]
    public async Task DownloadBill_WithASink_IsAnArgumentExceptionBeforeSending([Values] Way way)
    {
        var platform = new BillPlatform().Start();
        using var client = platform.CreateClient();

        var error = (await Assert.ThrowsAsync<ArgumentException>(() =>
            way.DownloadBillAsync(client, BillPath, new { sink = _folder.PathOf("other.csv") })))!;

        Assert.That(error.Message, Does.Contain("'sink'"));
        Assert.That(platform.Requests, Is.Empty);
    }
}
