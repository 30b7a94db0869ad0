using WeChatPay.Chain.Calls;
using WeChatPay.Chain.Errors;

namespace WeChatPay.Chain.Verification;

/// <summary>Explains <c>SIGN_ERROR</c>: what to check when the platform rejects the signature of a request.</summary>
internal static class SignatureAdvice
{
    private const int NoticeableSeconds = 60;

    /// <returns>One or more sentences, with a leading space.</returns>
    public static string For(CallRequest request, WeChatPayResponse response, DateTimeOffset now)
    {
        if (request is not { Version: ApiVersion.V3, SignedBy: { } signer })
        {
            return V2Error.SignatureAdvice;
        }
        return $"{DescribeClock(response, now)} Check that {signer.KeyOption} belongs to the certificate with the serial "
            + $"{signer.SerialNumber}, and that certificate to {signer.Identity}.";
    }

    private static string DescribeClock(WeChatPayResponse response, DateTimeOffset now)
    {
        var seconds = response.Headers.Date is { } date ? (long)(now - date).TotalSeconds : 0;
        if (Math.Abs(seconds) < NoticeableSeconds)
        {
            return "";
        }
        var direction = seconds < 0 ? "behind" : "ahead of";
        return $" The clock of this machine is {Math.Abs(seconds)} s {direction} the platform's Date header; synchronize it (NTP).";
    }
}
