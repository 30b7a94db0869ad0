using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql.Inbox;

/// <summary>The statements about handled notifications and failed attempts.</summary>
internal sealed class InboxStatements(SqlStatements sql)
{
    /// <summary>The maximum number of rows that <see cref="DeleteOld"/> deletes.</summary>
    public const int BatchSize = 1000;

    private const string Columns = "id, merchant_id, endpoint, notification_id, attempts, attempted_at, handled_at";

    /// <summary>Records the first attempt, which succeeds with its transaction.</summary>
    public string InsertHandled { get; } = sql.WithLockTimeout(sql.InsertUnlessPresent(
        sql.InboxTable, Columns, $"@id, @merchant, @endpoint, @notification, 1, {sql.Now}, {sql.Now}"));

    /// <summary>Records a further attempt, unless one has succeeded.</summary>
    public string UpdateHandled { get; } = sql.WithLockTimeout(
        $"UPDATE {sql.InboxTable} SET handled_at = {sql.Now}, attempted_at = {sql.Now}, attempts = attempts + 1 "
        + "WHERE id = @id AND handled_at IS NULL");

    /// <summary>Counts the attempts of a notification that is recorded as handled.</summary>
    public string SelectAttempts { get; } =
        $"SELECT attempts FROM {sql.InboxTable} WHERE id = @id AND handled_at IS NOT NULL";

    /// <summary>Records that the first attempt failed.</summary>
    public string InsertFailed { get; } = sql.InsertUnlessPresent(
        sql.InboxTable, Columns, $"@id, @merchant, @endpoint, @notification, 1, {sql.Now}, NULL");

    /// <summary>Records that a further attempt failed.</summary>
    public string UpdateFailed { get; } =
        $"UPDATE {sql.InboxTable} SET attempted_at = {sql.Now}, attempts = attempts + 1 WHERE id = @id AND handled_at IS NULL";

    /// <summary>Deletes rows that are older than <c>@age</c> milliseconds.</summary>
    public string DeleteOld { get; } = sql.DeleteFirst(sql.InboxTable, $"attempted_at < {sql.NowPlus("@age")}", BatchSize);

    public static (string Name, object Value)[] Parameters(NotificationKey key, KeyHash id) =>
        [("@id", id), ("@merchant", key.MerchantId), ("@endpoint", key.Endpoint), ("@notification", key.NotificationId)];
}
