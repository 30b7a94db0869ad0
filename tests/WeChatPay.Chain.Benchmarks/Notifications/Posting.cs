
namespace WeChatPay.Chain.Benchmarks.Notifications;

/// <summary>A request that was prepared before the measurement.</summary>
/// <param name="Notification">The body and the headers.</param>
/// <param name="Status">The status that the response must have.</param>
/// <param name="IsHostile">Whether the notification must not be handled.</param>
internal sealed record Posting(SignedNotification Notification, int Status, bool IsHostile)
{
    private const int Success = 204;
    private const int Rejection = 401;
    private const int HostileKinds = 4;

    private static int _lastId;

    /// <summary>Signs notifications with new IDs, on all processors.</summary>
    public static Posting[] Create(int count)
    {
        var postings = new Posting[count];
        Parallel.For(0, count, i => postings[i] = Genuine());
        return postings;
    }

    /// <param name="count">The number of postings, a tenth of them hostile.</param>
    /// <param name="handled">Notifications that were handled before, which are replayed.</param>
    public static Posting[] CreateWithHostile(int count, Posting[] handled)
    {
        var postings = Create(count);
        for (var (i, hostile) = (9, 0); i < count; (i, hostile) = (i + 10, hostile + 1))
        {
            postings[i] = Hostile(hostile, postings[i].Notification, handled);
        }
        return postings;
    }

    private static Posting Genuine() =>
        new(SignedNotification.Create(TestMerchant.One, $"EV-{Interlocked.Increment(ref _lastId)}"), Success, IsHostile: false);

    private static Posting Hostile(int number, SignedNotification notification, Posting[] handled)
    {
        switch (number % HostileKinds)
        {
            case 0:
                notification.Body[^2] ^= 1;
                break;
            case 1:
                var other = Convert.FromBase64String(notification.Headers["Wechatpay-Signature"]);
                other[^1] ^= 1;
                notification.Headers["Wechatpay-Signature"] = Convert.ToBase64String(other);
                break;
            case 2:
                notification.Headers["Wechatpay-Serial"] = $"PUB_KEY_ID_{number}";
                break;
            default:
                return handled[number % handled.Length] with { IsHostile = true };
        }
        return new Posting(notification, Rejection, IsHostile: true);
    }
}
