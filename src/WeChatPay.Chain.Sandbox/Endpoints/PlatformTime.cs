using System.Globalization;

namespace WeChatPay.Chain.Sandbox.Endpoints;

/// <summary>Formats points in time as the platform does: in Beijing time.</summary>
internal static class PlatformTime
{
    private static readonly TimeSpan _beijing = TimeSpan.FromHours(8);

    /// <summary>Formats a time for APIv3: RFC 3339, in whole seconds, with the offset.</summary>
    public static string ToRfc3339(DateTimeOffset time) =>
        time.ToOffset(_beijing).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>Gets the date in Beijing.</summary>
    public static DateOnly ToDate(DateTimeOffset time) => DateOnly.FromDateTime(time.ToOffset(_beijing).Date);

    /// <summary>Formats a time for APIv2: 14 digits.</summary>
    public static string ToCompact(DateTimeOffset time) => time.ToOffset(_beijing).ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
}
