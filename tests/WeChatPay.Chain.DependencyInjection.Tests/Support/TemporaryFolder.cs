namespace WeChatPay.Chain.DependencyInjection.Tests.Support;

/// <summary>A temporary folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("wechatpay-chain-").FullName;

    /// <returns>The <c>file://</c> URI of the file.</returns>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_path, name), bytes);
        return "file://" + Path.Combine(_path, name);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
