namespace WeChatPay.Chain.Sql;

/// <summary>Options of an inbox in a SQL database.</summary>
public sealed class SqlInboxOptions
{
    internal const string DefaultTablePrefix = "wechatpay_";

    private const int MaxPrefixLength = 40;

    private static readonly TimeSpan _minRememberFor = TimeSpan.FromDays(3);
    private static readonly TimeSpan _maxRememberFor = TimeSpan.FromDays(36500);

    // The longest due time of a timer.
    private static readonly TimeSpan _maxCleanupInterval = TimeSpan.FromDays(49);

    /// <summary>
    /// Gets or sets what the names of the tables begin with: letters, digits and underscores. Default: <c>wechatpay_</c>, for the tables
    /// <c>wechatpay_inbox</c> and <c>wechatpay_queue</c>.
    /// </summary>
    public string TablePrefix { get; set; } = DefaultTablePrefix;

    /// <summary>
    /// Gets or sets whether missing tables are created when the database is first used. Default: <see langword="false"/>, because the
    /// account of an application is often not permitted to do so; see <see cref="SqlInboxSchema.GetScript"/>.
    /// </summary>
    public bool CreateTables { get; set; }

    /// <summary>
    /// Gets or sets how long a handled notification is remembered after its last attempt. At least 3 days, because the platform retries
    /// for about a day. Default: 30 days.
    /// </summary>
    /// <remarks>Applies to all endpoints, instead of <c>RememberFor</c> of <c>NotificationOptions</c>.</remarks>
    public TimeSpan RememberFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Gets or sets how often notifications that need not be remembered any longer are deleted, beginning when the application starts.
    /// Default: 1 hour.
    /// </summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromHours(1);

    internal static void ValidateTablePrefix(string prefix, string name)
    {
        ArgumentNullException.ThrowIfNull(prefix, name);
        if (!IsIdentifier(prefix))
        {
            throw new ArgumentException(
                $"The table prefix '{prefix}' must be 1 to {MaxPrefixLength} ASCII letters, digits or underscores, "
                + "and must not begin with a digit.",
                name);
        }
    }

    internal void Validate()
    {
        ValidateTablePrefix(TablePrefix, nameof(TablePrefix));
        ArgumentOutOfRangeException.ThrowIfLessThan(RememberFor, _minRememberFor, nameof(RememberFor));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(RememberFor, _maxRememberFor, nameof(RememberFor));
        ArgumentOutOfRangeException.ThrowIfLessThan(CleanupInterval, TimeSpan.FromSeconds(1), nameof(CleanupInterval));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(CleanupInterval, _maxCleanupInterval, nameof(CleanupInterval));
    }

    private static bool IsIdentifier(string text) =>
        text.Length is > 0 and <= MaxPrefixLength
        && !char.IsAsciiDigit(text[0])
        && text.All(character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
