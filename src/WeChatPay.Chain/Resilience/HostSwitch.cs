using WeChatPay.Chain.Hosts;

namespace WeChatPay.Chain.Resilience;

/// <summary>Tracks which of the platform's two hosts is in use, for all calls of a client.</summary>
internal sealed class HostSwitch(Uri main, Uri backup)
{
    /// <summary>While the backup host is in use, one request out of this number tries the main host.</summary>
    public const int RequestsPerProbe = 100;

    private readonly string _backupServer = backup.GetLeftPart(UriPartial.Authority);
    private int _onBackup;
    private int _requests;

    public string MainHost => main.Host;

    public string BackupHost => backup.Host;

    /// <summary>Whether the main host could not be reached, and the backup host could.</summary>
    public bool IsOnBackup => Volatile.Read(ref _onBackup) != 0;

    /// <summary>Creates the switch between a base address and its backup.</summary>
    /// <param name="baseAddress">The main host.</param>
    /// <param name="configured">The configured backup; <see langword="null"/> for the platform's own.</param>
    /// <returns><see langword="null"/> if the base address has no backup.</returns>
    public static HostSwitch? Create(Uri baseAddress, Uri? configured)
    {
        var backup = configured ?? GetDefaultBackup(baseAddress);
        return backup is null || PlatformHosts.AreOnSameServer(backup, baseAddress) ? null : new HostSwitch(baseAddress, backup);
    }

    /// <summary>Whether a request is for the main host, so that it may be sent to the backup host instead.</summary>
    public bool Serves(Uri uri) => PlatformHosts.AreOnSameServer(uri, main);

    /// <summary>Gets the same URL on the backup host. Path and query are kept character for character.</summary>
    public Uri ToBackup(Uri uri) => VerbatimUri.Create(_backupServer + uri.PathAndQuery);

    /// <summary>Counts a request while the backup host is in use.</summary>
    /// <returns>Whether this request tries the main host.</returns>
    public bool TryBeginProbe() => (uint)Interlocked.Increment(ref _requests) % RequestsPerProbe == 0;

    /// <returns>Whether the main host was in use until now.</returns>
    public bool SwitchToBackup()
    {
        var switched = Interlocked.Exchange(ref _onBackup, 1) == 0;
        if (switched)
        {
            Volatile.Write(ref _requests, 0);
        }
        return switched;
    }

    /// <returns>Whether the backup host was in use until now.</returns>
    public bool SwitchToMain() => Interlocked.Exchange(ref _onBackup, 0) != 0;

    private static Uri? GetDefaultBackup(Uri address) => (address.Host, address.IsDefaultPort, address.Scheme) switch
    {
        ("api.mch.weixin.qq.com", true, "https") => new Uri("https://api2.mch.weixin.qq.com/"),
        ("api.wechatpay.cn", true, "https") => new Uri("https://api2.wechatpay.cn/"),
        _ => null,
    };
}
