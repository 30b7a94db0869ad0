namespace WeChatPay.Chain.DependencyInjection.Tests.Support;

/// <summary>A folder that one test has to itself.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("wechatpay-chain-").FullName;

    /// <returns>The file's path with <c>file://</c> in front.</returns>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(Path.Combine(_path, name), bytes);
        return "file://" + Path.Combine(_path, name);
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
