using WeChatPay.Chain.Tests.Support;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Tests.Values;

internal sealed class FileUrlTests
{
    [TestCase("/tmp/a.png")]
    [TestCase("a.png")]
    [TestCase("https://example.com/a.png")]
    [TestCase("file:/tmp/a.png")]
    [TestCase("")]
    public void PathOf_NoFileUrl_IsNull(string text)
    {
        Assert.That(FileUrl.GetPath(text), Is.Null);
    }

    [TestCase("file:///tmp/missing.png", ExpectedResult = "/tmp/missing.png", TestName = "PathOf_FileUrl_IsItsPath")]
    [TestCase("FILE:///tmp/missing.png", ExpectedResult = "/tmp/missing.png", TestName = "PathOf_SchemeInCapitals_IsTheSame")]
    [TestCase("file:///tmp/%E4%B8%AD%20%231.png", ExpectedResult = "/tmp/中 #1.png", TestName = "PathOf_EncodedPath_IsDecoded")]
    [TestCase("file:///tmp/中 #1.png", ExpectedResult = "/tmp/中 #1.png", TestName = "PathOf_PathAsItIs_IsKept")]
    [TestCase("file://missing.png", ExpectedResult = "missing.png", TestName = "PathOf_RelativePath_IsKept")]
    [TestCase("file://[", ExpectedResult = "[", TestName = "PathOf_NoUrlAtAll_DoesNotThrow")]
    [TestCase("file://", ExpectedResult = "", TestName = "PathOf_NothingBehindTheScheme_IsEmpty")]
    public string? PathOf(string text) => FileUrl.GetPath(text);

    [Test]
    public void PathOf_AFileWhoseNameLooksEncoded_IsThatFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("100%20.txt"), "");

        Assert.That(FileUrl.GetPath($"file://{folder.PathOf("100%20.txt")}"), Is.EqualTo(folder.PathOf("100%20.txt")));
        Assert.That(FileUrl.GetPath(new Uri(folder.PathOf("100%20.txt")).AbsoluteUri), Is.EqualTo(folder.PathOf("100%20.txt")));
    }
}
