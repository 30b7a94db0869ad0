using System.Globalization;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>Points in time as the platform writes them: by Beijing's clock.</summary>
internal static class PlatformTime
{
    private static readonly TimeSpan _beijing = TimeSpan.FromHours(8);

    /// <summary>As in APIv3, to the second and with its offset.</summary>
    public static string Rfc3339(DateTimeOffset time) => time.ToOffset(_beijing).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>The day.</summary>
    public static DateOnly Date(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(_beijing).Date);

    /// <summary>As in APIv2, fourteen digits.</summary>
    public static string Compact(DateTimeOffset time) => time.ToOffset(_beijing).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
