using WeChatPay.Chain.Calls;

namespace WeChatPay.Chain.Tests.Support;

/// <summary>A call for tests of a single handler.</summary>
internal static class TestCall
{
    public static CallState Create(
        HttpMethod? method = null,
        Uri? uri = null,
        HttpContent? content = null,
        Deadline? deadline = null,
        TimeProvider? timeProvider = null) => new(
            new CallRequest
            {
                MerchantId = Merchant.Id,
                Version = ApiVersion.V3,
                Method = method ?? HttpMethod.Get,
                Uri = uri ?? new Uri("https://api.mch.weixin.qq.com/v3/x"),
                Template = "v3/x",
                Content = content,
                Headers = [],
                Timeout = Timeout.InfiniteTimeSpan,
            },
            deadline ?? new Deadline(
                Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, timeProvider ?? TimeProvider.System, CancellationToken.None),
            new ConnectionHistory());
}
