using System.Data.Common;
using System.Globalization;
using WeChatPay.Chain.AspNetCore;

namespace WeChatPay.Chain.Sql.Store;

/// <summary>Reads the results of <see cref="QueueStatements"/>. The types of numbers differ between databases.</summary>
internal static class QueueRows
{
    public static StoredNotification ReadDue(DbDataReader row, string merchantId, string endpoint) => new(
        new NotificationKey(merchantId, endpoint, row.GetString(0)),
        row.GetString(1),
        StoredHeaders.FromJson(row.GetString(2)),
        row.GetFieldValue<byte[]>(3),
        DateTimeOffset.FromUnixTimeMilliseconds(Int64(row, 4)),
        (int)Int64(row, 5));

    public static FailedNotification ReadFailed(DbDataReader row) => new(
        new NotificationKey(row.GetString(0), row.GetString(1), row.GetString(2)),
        DateTimeOffset.FromUnixTimeMilliseconds(Int64(row, 3)),
        DateTimeOffset.FromUnixTimeMilliseconds(Int64(row, 4)),
        (int)Int64(row, 5),
        row.GetString(6));

    public static StoredNotificationCount ReadCount(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        (int)Int64(row, 2),
        (int)Int64(row, 3),
        (int)Int64(row, 4),
        TimeSpan.FromMilliseconds(Math.Max(0, Int64(row, 5))));

    public static long Int64(DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);
}
