using WeChatPay.Chain.Hosts;

namespace WeChatPay.Chain.Resilience;

/// <summary>Knows which of the platform's two hosts serves, for all calls of a client together.</summary>
internal sealed class HostSwitch(Uri main, Uri backup)
{
    /// <summary>While the backup host serves, one request in so many tries the main one.</summary>
    public const int RequestsPerProbe = 100;

    private readonly string _backupServer = backup.GetLeftPart(UriPartial.Authority);
    private int _onBackup;
    private int _requests;

    public string MainHost => main.Host;

    public string BackupHost => backup.Host;

    /// <summary>Whether the main host could not be reached, and the backup host could.</summary>
    public bool IsOnBackup => Volatile.Read(ref _onBackup) != 0;

    /// <summary>The backup of a base address.</summary>
    /// <param name="baseAddress">The main host.</param>
    /// <param name="configured">What the options say.</param>
    /// <returns>Null when there is none.</returns>
    public static HostSwitch? Of(Uri baseAddress, Uri? configured)
    {
        var backup = configured ?? BackupOf(baseAddress);
        return backup is null || PlatformHosts.AreOnSameServer(backup, baseAddress) ? null : new HostSwitch(baseAddress, backup);
    }

    /// <summary>Whether a request goes to the main host, and so may go to the backup.</summary>
    public bool Serves(Uri uri) => PlatformHosts.AreOnSameServer(uri, main);

    /// <summary>The same URL on the backup host, its path letter for letter.</summary>
    public Uri OnBackup(Uri uri) => VerbatimUri.Create(_backupServer + uri.PathAndQuery);

    /// <summary>Whether the next request, while the backup host serves, is the one that tries the main one.</summary>
    public bool IsProbe() => (uint)Interlocked.Increment(ref _requests) % RequestsPerProbe == 0;

    /// <returns>Whether the main host served until now.</returns>
    public bool ToBackup()
    {
        var switched = Interlocked.Exchange(ref _onBackup, 1) == 0;
        if (switched)
        {
            Volatile.Write(ref _requests, 0);
        }
        return switched;
    }

    /// <returns>Whether the backup host served until now.</returns>
    public bool ToMain() => Interlocked.Exchange(ref _onBackup, 0) != 0;

    private static Uri? BackupOf(Uri address) => (address.Host, address.IsDefaultPort, address.Scheme) switch
    {
        ("api.mch.weixin.qq.com", true, "https") => new Uri("https://api2.mch.weixin.qq.com/"),
        ("api.wechatpay.cn", true, "https") => new Uri("https://api2.wechatpay.cn/"),
        _ => null,
    };
}
