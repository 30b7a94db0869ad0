using System.Collections.Frozen;

namespace WeChatPay.Chain.V2;

/// <summary>The endpoints of APIv2 whose successful responses the platform does not sign.</summary>
internal static class V2UnsignedResponses
{
    private static readonly FrozenSet<string> _paths = new[]
    {
        "/billcommentsp/batchquerycomment", "/mchrisk/querymchrisk", "/mchrisk/setmchriskcallback", "/mchrisk/syncmchriskresult",
        "/mmpaymkttransfers/gethbinfo", "/mmpaymkttransfers/gettransferinfo", "/mmpaymkttransfers/pay_bank", "/mmpaysptrans/pay_bank",
        "/mmpaymkttransfers/query_bank", "/mmpaysptrans/query_bank", "/mmpaymkttransfers/promotion/paywwsptrans2pocket",
        "/mmpaymkttransfers/promotion/querywwsptrans2pocket", "/mmpaymkttransfers/promotion/transfers",
        "/mmpaymkttransfers/sendgroupredpack", "/mmpaymkttransfers/sendminiprogramhb", "/mmpaymkttransfers/sendredpack",
        "/papay/entrustweb", "/papay/h5entrustweb", "/papay/partner/entrustweb", "/papay/partner/h5entrustweb",
        "/pay/downloadbill", "/pay/downloadfundflow", "/payitil/report", "/risk/getpublickey", "/risk/getviolation",
        "/secapi/mch/submchmanage", "/xdc/apiv2getsignkey/sign/getsignkey",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <param name="path">The whole path of the request, without its query.</param>
    public static bool Includes(string path) => _paths.Contains(path);
}
