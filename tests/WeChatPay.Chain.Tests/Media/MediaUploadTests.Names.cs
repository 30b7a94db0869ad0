using WeChatPay.Chain.Media;
using WeChatPay.Chain.Tests.Support;

namespace WeChatPay.Chain.Tests.Media;

/// <summary>File names that contain quotation marks, and input that cannot be uploaded.</summary>
internal sealed partial class MediaUploadTests
{
    [TestCase("营业执照.png", "营业执照.png", TestName = "FileName_Chinese_IsUtf8")]
    [TestCase("😀.png", "😀.png", TestName = "FileName_Emoji_IsUtf8")]
    [TestCase("a \"b\".png", "a %22b%22.png", TestName = "FileName_Quotes_CannotEndTheName")]
    [TestCase("a\r\nX-Evil: 1\r\n\r\n.png", "a%0D%0AX-Evil: 1%0D%0A%0D%0A.png", TestName = "FileName_LineBreaks_CannotEndTheLine")]
    [TestCase("a\nb.png", "a%0Ab.png", TestName = "FileName_LineFeed_CannotEndTheLine")]
    [TestCase("a\rb.png", "a%0Db.png", TestName = "FileName_CarriageReturn_CannotEndTheLine")]
    [TestCase("a'b;c=d\\e.png", "a'b;c=d\\e.png", TestName = "FileName_OtherPunctuation_IsKept")]
    [TestCase("100%.png", "100%.png", TestName = "FileName_Percent_IsKept")]
    public async Task FileName(string fileName, string written)
    {
        await SendAsync(Way.Async, new MediaUpload(_file, fileName));

        var meta = MetaOf(_platform.Request);
        Assert.That(meta.GetProperty("filename").GetString(), Is.EqualTo(fileName));
        Assert.That(_platform.Request.BodyBytes, Is.EqualTo(Expected(meta.GetRawText(), written, "image/png", _file)));
        Assert.That(_platform.Request.IsSigned(meta.GetRawText()));
    }

    [TestCase("a.JPG", ExpectedResult = "image/jpeg", TestName = "ContentType_Capitals_AreTheSame")]
    [TestCase("a.jpeg", ExpectedResult = "image/jpeg", TestName = "ContentType_Jpeg_IsJpeg")]
    [TestCase("a.bmp", ExpectedResult = "image/bmp", TestName = "ContentType_Bmp_IsBmp")]
    [TestCase("a.mp4", ExpectedResult = "video/mp4", TestName = "ContentType_Mp4_IsVideo")]
    [TestCase("a.csv", ExpectedResult = "text/csv", TestName = "ContentType_Csv_IsCsv")]
    [TestCase("a.pdf", ExpectedResult = "application/pdf", TestName = "ContentType_Pdf_IsPdf")]
    [TestCase("a.b.zip", ExpectedResult = "application/zip", TestName = "ContentType_LastExtension_Counts")]
    [TestCase("license", ExpectedResult = "application/octet-stream", TestName = "ContentType_NoExtension_IsBytes")]
    [TestCase("a.", ExpectedResult = "application/octet-stream", TestName = "ContentType_EmptyExtension_IsBytes")]
    [TestCase(
        "a.xyz\r\nX: 1", ExpectedResult = "application/octet-stream", TestName = "ContentType_LineBreakInTheExtension_InjectsNothing")]
    public string ContentType(string fileName) => MediaTypes.FromFileName(fileName);

    [Test]
    public void Upload_OfAMissingFile_NamesIt()
    {
        Assert.That(() => new MediaUpload(_folder.PathOf("missing.png")), Throws.ArgumentException.With.Message.Contains("missing.png"));
        Assert.That(
            () => new MediaUpload($"file://{_folder.PathOf("missing.png")}"),
            Throws.ArgumentException.With.Message.Contains("missing.png"));
        Assert.That(
            () => new MediaUpload(_folder.FullName),
            Throws.ArgumentException.With.Message.Contains(_folder.FullName),
            "A folder is not a file.");
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("file://")]
    [TestCase("file://[")]
    [TestCase("a\0b.png")]
    public void Upload_WithoutAPath_IsRejected(string path)
    {
        Assert.That(() => new MediaUpload(path), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase(" ")]
    public void Upload_WithoutFileName_IsRejected(string? fileName)
    {
        using var stream = new MemoryStream(_file);

        Assert.That(
            () => new MediaUpload(_file, fileName!),
            Throws.InstanceOf<ArgumentException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo("fileName"));
        Assert.That(
            () => new MediaUpload(stream, fileName!),
            Throws.InstanceOf<ArgumentException>().With.Property(nameof(ArgumentException.ParamName)).EqualTo("fileName"));
    }

    [Test]
    public void Upload_WithoutContent_IsRejected()
    {
        Assert.That(() => new MediaUpload((byte[])null!, "a.png"), Throws.ArgumentNullException);
        Assert.That(() => new MediaUpload((Stream)null!, "a.png"), Throws.ArgumentNullException);
        Assert.That(() => new MediaUpload((string)null!), Throws.ArgumentNullException);
    }

    [Test]
    public void Upload_OfAStreamThatCannotBeRead_IsRejected()
    {
        var closed = new MemoryStream(_file);
        closed.Dispose();
        using var writeOnly = new FileStream(_folder.PathOf("out.png"), FileMode.Create, FileAccess.Write);

        Assert.That(() => new MediaUpload(closed, "a.png"), Throws.ArgumentException.With.Message.Contains("cannot be read"));
        Assert.That(() => new MediaUpload(writeOnly, "a.png"), Throws.ArgumentException.With.Message.Contains("cannot be read"));
    }

    [Test]
    public void Meta_ThatCannotBeWritten_SendsNothing([Values] Way way)
    {
        Assert.That(() => SendAsync(way, new MediaUpload(_file, "a.png", new { a = double.NaN })), Throws.ArgumentException);
        Assert.That(
            () => SendAsync(way, new MediaUpload(_file, "a\uD83D.png")), Throws.ArgumentException.With.Message.Contains("surrogate"));
        Assert.That(_platform.Requests, Is.Empty);
    }
}
