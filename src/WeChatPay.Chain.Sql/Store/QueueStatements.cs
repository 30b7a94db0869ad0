using WeChatPay.Chain.Sql.Dialects;

namespace WeChatPay.Chain.Sql.Store;

/// <summary>
/// The statements about the notifications that are handled in the background. A notification is due at <c>due_at</c>, which is null after
/// the last attempt; <c>taken_at</c> is null while nobody has it.
/// </summary>
internal sealed class QueueStatements(SqlStatements sql)
{
    /// <summary>Whether a notification is taken for an attempt.</summary>
    private const string IsTaken = "id = @id AND attempts = @attempt AND taken_at IS NOT NULL";

    public string Insert { get; } = sql.Enqueue(
        "id, endpoint_id, merchant_id, endpoint, notification_id, client, headers, body, received_at, added_at, due_at, attempts",
        "@id, @endpointId, @merchant, @endpoint, @notification, @client, @headers, @body, @received, "
        + $"{sql.Now}, {sql.Now}, 0",
        $"SELECT 1 FROM {sql.InboxTable} WHERE id = @id AND handled_at IS NOT NULL");

    /// <summary>The notification of an endpoint that has been due for the longest time.</summary>
    public string SelectDue { get; } = sql.SelectFirst(
        "notification_id, client, headers, body, received_at, attempts",
        $"FROM {sql.QueueTable} WHERE endpoint_id = @endpointId AND due_at <= {sql.Now} ORDER BY due_at",
        "1");

    /// <summary>Takes a notification, unless somebody else has taken it since it was read.</summary>
    public string Take { get; } =
        $"UPDATE {sql.QueueTable} SET attempts = attempts + 1, taken_at = {sql.Now}, due_at = {sql.NowPlus("@lease")} "
        + $"WHERE id = @id AND attempts = @attempt AND due_at <= {sql.Now}";

    public string Renew { get; } = $"UPDATE {sql.QueueTable} SET due_at = {sql.NowPlus("@lease")} WHERE {IsTaken}";

    public string Delete { get; } = $"DELETE FROM {sql.QueueTable} WHERE id = @id";

    public string Retry { get; } =
        $"UPDATE {sql.QueueTable} SET due_at = {sql.NowPlus("@pause")}, taken_at = NULL, error = @error WHERE {IsTaken}";

    public string Fail { get; } =
        $"UPDATE {sql.QueueTable} SET due_at = NULL, taken_at = NULL, error = @error, failed_at = {sql.Now} WHERE {IsTaken}";

    public string SelectFailed { get; } = sql.SelectFirst(
        $"merchant_id, endpoint, notification_id, received_at, {sql.ToUnixMilliseconds("failed_at")}, attempts, error",
        $"FROM {sql.QueueTable} WHERE failed_at IS NOT NULL ORDER BY failed_at",
        "@limit");

    public string RunAgain { get; } =
        $"UPDATE {sql.QueueTable} SET attempts = 0, due_at = {sql.Now}, failed_at = NULL WHERE id = @id AND failed_at IS NOT NULL";

    public string Count { get; } =
        $"SELECT MIN(merchant_id), MIN(endpoint), COUNT(due_at), COUNT(CASE WHEN due_at <= {sql.Now} THEN 1 END), COUNT(failed_at), "
        + $"COALESCE({sql.ToUnixMilliseconds(sql.Now)} - "
        + $"MIN(CASE WHEN due_at IS NOT NULL THEN {sql.ToUnixMilliseconds("added_at")} END), 0) "
        + $"FROM {sql.QueueTable} GROUP BY endpoint_id";
}
