using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Streams;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Media;

/// <summary>
/// A file to upload, passed as the option <c>body</c>. It is sent as a JSON part <c>meta</c>, which is signed, followed by the file.
/// </summary>
/// <remarks>
/// The file is hashed when the upload is created, and streamed each time it is sent, so that an upload can be sent several times. The file
/// or stream must not change in the meantime. See https://pay.weixin.qq.com/doc/v3/merchant/4012076498.
/// </remarks>
/// <example><code>await client.v3.merchant.media.upload.PostAsync(body: new MediaUpload("license.png"));</code></example>
public sealed class MediaUpload
{
    private readonly Func<Stream> _open;
    private readonly object? _meta;

    /// <summary>Creates an upload of a file under its own name.</summary>
    /// <param name="path">A path, or a <c>file://</c> URL.</param>
    /// <param name="meta">
    /// The meta data that the endpoint expects. <see langword="null"/> sends the usual <c>{"filename":…,"sha256":…}</c>.
    /// </param>
    /// <exception cref="ArgumentException">The file does not exist.</exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public MediaUpload(string path, object? meta)
        : this(CreateOpener(path), Path.GetFileName(FileUrl.GetPath(path) ?? path), meta)
    {
    }

    /// <inheritdoc cref="MediaUpload(string, object?)"/>
    public MediaUpload(string path, JsonNode? meta = null)
        : this(CreateOpener(path), Path.GetFileName(FileUrl.GetPath(path) ?? path), meta)
    {
    }

    /// <summary>Creates an upload of a stream, from its current position. The stream is not disposed.</summary>
    /// <param name="content">The content. A stream that cannot seek is read into memory at once.</param>
    /// <param name="fileName">The file name that is sent. Its extension determines the content type.</param>
    /// <param name="meta">
    /// The meta data that the endpoint expects. <see langword="null"/> sends the usual <c>{"filename":…,"sha256":…}</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty, or the stream cannot be read.</exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public MediaUpload(Stream content, string fileName, object? meta)
        : this(CreateOpener(content), fileName, meta)
    {
    }

    /// <inheritdoc cref="MediaUpload(Stream, string, object?)"/>
    public MediaUpload(Stream content, string fileName, JsonNode? meta = null)
        : this(CreateOpener(content), fileName, meta)
    {
    }

    /// <summary>Creates an upload of bytes.</summary>
    /// <param name="content">The content. It is not copied, and must not change until it is sent.</param>
    /// <param name="fileName">The file name that is sent. Its extension determines the content type.</param>
    /// <param name="meta">
    /// The meta data that the endpoint expects. <see langword="null"/> sends the usual <c>{"filename":…,"sha256":…}</c>.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is empty.</exception>
    [RequiresUnreferencedCode(TrimmedProgram.Warning)]
    [RequiresDynamicCode(TrimmedProgram.Warning)]
    public MediaUpload(byte[] content, string fileName, object? meta)
        : this(CreateOpener(content), fileName, meta)
    {
    }

    /// <inheritdoc cref="MediaUpload(byte[], string, object?)"/>
    public MediaUpload(byte[] content, string fileName, JsonNode? meta = null)
        : this(CreateOpener(content), fileName, meta)
    {
    }

    private MediaUpload(Func<Stream> open, string fileName, object? meta)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        _open = open;
        _meta = meta;
        FileName = fileName;
        using var content = open();
        var start = content.Position;
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        Length = content.Position - start;
    }

    /// <summary>Gets the file name that is sent.</summary>
    public string FileName { get; }

    /// <summary>Gets the size of the file, in bytes.</summary>
    public long Length { get; }

    /// <summary>Gets the SHA-256 of the file in lower-case hexadecimal, for custom meta data.</summary>
    public string Sha256 { get; }

    /// <summary>Returns the name and the size of the file.</summary>
    public override string ToString() => $"{FileName} ({Length} bytes)";

    /// <param name="writeJson">Serializes the meta data.</param>
    internal HttpContent CreateContent(Func<object, byte[]> writeJson) =>
        new MediaContent(writeJson(_meta ?? CreateDefaultMeta()), FileName, Length, _open);

    // Not an anonymous object, which cannot be read in a trimmed program.
    private Dictionary<string, string> CreateDefaultMeta() => new() { ["filename"] = FileName, ["sha256"] = Sha256 };

    private static Func<Stream> CreateOpener(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var file = FileUrl.GetPath(path) ?? path;
        return File.Exists(file)
            ? () => File.OpenRead(file)
            : throw new ArgumentException($"The file '{file}' does not exist.", nameof(path));
    }

    private static Func<Stream> CreateOpener(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (!content.CanRead)
        {
            throw new ArgumentException("The stream cannot be read: it is closed or write-only.", nameof(content));
        }
        if (!content.CanSeek)
        {
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return CreateOpener(copy.ToArray());
        }
        var start = content.Position;
        return () =>
        {
            content.Position = start;
            return new NonDisposingStream(content);
        };
    }

    private static Func<Stream> CreateOpener(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return () => new MemoryStream(content, writable: false);
    }
}
