using System.Buffers;

namespace WeChatPay.Chain.Signing;

/// <summary>Checks the values of a payment signature, so that it cannot be used as the signature of another message.</summary>
/// <remarks>Line feeds could imitate the lines of a request; ampersands and equals signs, the fields of a notification.</remarks>
internal static class PayArguments
{
    private static readonly SearchValues<char> _allowed = SearchValues.Create(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-");

    public static void CheckAppId(string appId) =>
        Check(appId, nameof(appId), "Pass the appid that the order was made with, such as wx8888888888888888.", "");

    public static void CheckPartnerId(string partnerId) =>
        Check(partnerId, nameof(partnerId), "Pass the merchant number (商户号) that receives the money.", "");

    public static void CheckPrepayId(string prepayId) => Check(
        prepayId,
        nameof(prepayId),
        "The response had no prepay_id: check its body, and the endpoint and the trade_type of the order.",
        " Pass the bare prepay_id of the response; 'prepay_id=…' is added where the channel needs it.");

    public static void CheckPackageInfo(string packageInfo) => CheckPresent(
        packageInfo,
        nameof(packageInfo),
        "The response had no package_info: it has one only while the transfer's state is WAIT_USER_CONFIRM.");

    private static void Check(string value, string name, string whenMissing, string whenWrong)
    {
        CheckPresent(value, name, whenMissing);
        if (value.AsSpan().IndexOfAnyExcept(_allowed) is >= 0 and var index)
        {
            throw new ArgumentException(
                $"'{name}' contains U+{(int)value[index]:X4} at position {index}; only letters, digits, '_' "
                    + $"and '-' are allowed.{whenWrong}",
                name);
        }
    }

    private static void CheckPresent(string value, string name, string whenMissing)
    {
        if (value is null)
        {
            throw new ArgumentNullException(name, $"'{name}' is null. {whenMissing}");
        }
        if (string.IsNullOrWhiteSpace(value))
        {
            throw new ArgumentException($"'{name}' is empty. {whenMissing}", name);
        }
    }
}
