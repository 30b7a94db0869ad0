namespace WeChatPay.Chain.Redis;

/// <summary>
/// The Lua scripts of the claims. <c>KEYS[1]</c> is the claim: its owner, or <c>done</c>. <c>KEYS[2]</c> counts the grants.
/// <c>ARGV[1]</c> is the owner, <c>ARGV[2]</c> a lifetime in milliseconds.
/// </summary>
internal static class RedisScripts
{
    public const long IsDone = -1;
    public const long IsClaimed = 0;

    /// <summary>Returns the number of the grant, 0 if another owner has the claim, or -1 if the notification is done.</summary>
    public const string Claim =
        """
        local holder = redis.call('get', KEYS[1])
        if holder == 'done' then return -1 end
        if holder then return 0 end
        local number = redis.call('incr', KEYS[2])
        redis.call('pexpire', KEYS[2], ARGV[3])
        redis.call('set', KEYS[1], ARGV[1], 'px', ARGV[2])
        return number
        """;

    /// <summary>Returns 1, or 0 if the claim does not belong to the owner.</summary>
    public const string Renew =
        "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) else return 0 end";

    /// <summary>Returns 1, or 0 if the claim belongs to another owner. One that expired belongs to nobody.</summary>
    public const string Complete =
        """
        local holder = redis.call('get', KEYS[1])
        if holder and holder ~= ARGV[1] and holder ~= 'done' then return 0 end
        redis.call('set', KEYS[1], 'done', 'px', ARGV[2])
        redis.call('del', KEYS[2])
        return 1
        """;

    /// <summary>Returns 1, or 0 if the claim does not belong to the owner.</summary>
    public const string Release =
        "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

    /// <summary>
    /// Writes a key and returns the section "memory" of <c>INFO</c>; an empty string if the account is not permitted to read it. In a
    /// script, because a connection runs <c>INFO</c> only in its administrator mode, and because the claims need scripts too.
    /// </summary>
    public const string CheckHealth =
        """
        redis.call('set', KEYS[1], '1', 'px', 60000)
        local memory = redis.pcall('info', 'memory')
        return type(memory) == 'string' and memory or ''
        """;
}
