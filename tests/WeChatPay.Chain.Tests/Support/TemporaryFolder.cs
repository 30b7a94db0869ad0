namespace WeChatPay.Chain.Tests.Support;

/// <summary>A temporary folder for one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string FullName { get; } = Directory.CreateTempSubdirectory("wechatpay-chain-").FullName;

    /// <summary>The names of all files in it.</summary>
    public IEnumerable<string?> Files => Directory.EnumerateFiles(FullName).Select(Path.GetFileName);

    public string PathOf(string name) => Path.Combine(FullName, name);

    public void Dispose() => Directory.Delete(FullName, recursive: true);
}
