namespace WeChatPay.Chain.Sql.Dialects;

/// <summary>The errors of a database that matter here.</summary>
internal enum DatabaseError
{
    Other = 0,

    /// <summary>Another transaction holds a lock, and did not release it in time or would wait for this one.</summary>
    LockConflict = 1,

    MissingTable = 2,

    /// <summary>The database or the connection is read-only, for example on a replica.</summary>
    ReadOnly = 3,
}
