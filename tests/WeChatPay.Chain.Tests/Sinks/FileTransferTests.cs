using System.Diagnostics;
using System.Runtime.Versioning;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Sinks;

/// <summary>An existing target of a sink keeps its mode and type.</summary>
[Platform("Linux")]
[SupportedOSPlatform("linux")]
internal sealed class FileTransferTests
{
    private const string Path = "v3/billdownload/file";

    private readonly TemporaryFolder _folder = new();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [TestCase(UnixFileMode.UserRead | UnixFileMode.UserWrite)]
    [TestCase(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead)]
    [TestCase(
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead
            | UnixFileMode.OtherWrite)]
    public async Task Sink_AnExistingFile_KeepsItsMode(UnixFileMode mode)
    {
        foreach (var way in Enum.GetValues<Way>())
        {
            foreach (var before in new[] { "old", "" })
            {
                var file = _folder.PathOf("bill");
                await File.WriteAllTextAsync(file, before);
                File.SetUnixFileMode(file, mode);

                await GetAsync(way, file);

                Assert.That((await File.ReadAllTextAsync(file), File.GetUnixFileMode(file)), Is.EqualTo(("new", mode)));
            }
        }
    }

    [Test]
    public async Task Sink_ALink_StaysOne([Values] Way way, [Values] bool isThere)
    {
        var (link, target) = (_folder.PathOf("link"), _folder.PathOf("target"));
        if (isThere)
        {
            await File.WriteAllTextAsync(target, "old");
        }
        File.CreateSymbolicLink(link, target);

        await GetAsync(way, link);

        Assert.That(await File.ReadAllTextAsync(target), Is.EqualTo("new"));
        Assert.That(new FileInfo(link).LinkTarget, Is.EqualTo(target));
    }

    [Test]
    public async Task Sink_ADevice_StaysOne([Values] Way way)
    {
        await GetAsync(way, "/dev/null");

        Assert.That(await File.ReadAllBytesAsync("/dev/null"), Is.Empty);
        Assert.That(Directory.GetFiles("/dev").Where(file => file.EndsWith(".part", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Sink_APipe_GetsTheBody([Values] Way way)
    {
        var pipe = _folder.PathOf("pipe");
        using (var mkfifo = Process.Start("mkfifo", [pipe]))
        {
            await mkfifo.WaitForExitAsync();
        }
        var reading = Task.Run(() => File.ReadAllText(pipe));

        await GetAsync(way, pipe);

        Assert.That(await reading, Is.EqualTo("new"));
    }

    [Test]
    public async Task Sink_AFileWhoseResponseFails_IsNotChanged([Values] Way way, [Values("old", "")] string before)
    {
        var file = _folder.PathOf("bill");
        File.WriteAllText(file, before);
        using var client = new FakePlatform(new FakeResponse { SignedBody = [1] }).CreateClient();

        await Assert.ThrowsAsync<WeChatPaySignatureException>(() => way.GetAsync(client.Chain("v3/x"), new { sink = file }));

        Assert.That(File.ReadAllText(file), Is.EqualTo(before));
        Assert.That(Directory.GetFiles(_folder.FullName), Has.Length.EqualTo(1));
    }

    private static async Task GetAsync(Way way, string sink)
    {
        using var client = new FakePlatform(new FakeResponse { Body = "new"u8.ToArray(), Signed = false }).CreateClient();
        using var response = await way.GetAsync(client.Chain(Path), new { sink });
    }
}
