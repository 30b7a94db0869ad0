using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed partial class RequestVerifierTests
{
    [TestCase("/v3/a%20b/%e4%b8%ad?q=%E4%B8%AD", TestName = "Verify_PercentTripletsInEitherCase_AreVerifiedAsSent")]
    [TestCase("/v3/a%2Fb%2fc", TestName = "Verify_EncodedSlash_IsVerifiedAsSent")]
    [TestCase("/v3/%41%7Ea~", TestName = "Verify_LettersEncodedNeedlessly_AreVerifiedAsSent")]
    [TestCase("/v3/applyment4sub/applyment/", TestName = "Verify_TrailingSlash_IsVerifiedAsSent")]
    [TestCase("/v3//a///b", TestName = "Verify_EmptySegments_AreVerifiedAsSent")]
    [TestCase("/v3/a|b?c=d|e", TestName = "Verify_Pipe_IsVerifiedAsSent")]
    [TestCase("/v3/a'(b)!*;c:@=&$,+", TestName = "Verify_ReservedCharacters_AreVerifiedAsSent")]
    [TestCase("/v3/a/../b/./c/%2e%2e/d", TestName = "Verify_DotSegments_AreVerifiedAsSent")]
    [TestCase("/v3/a?", TestName = "Verify_EmptyQuery_IsVerifiedAsSent")]
    [TestCase("/v3/a?b=c?d/e&&f&=g&a[0]=1&h=+%2B", TestName = "Verify_UnusualQuery_IsVerifiedAsSent")]
    [TestCase("/v3/a\"<>\\^`{}b", TestName = "Verify_CharactersInvalidInUri_AreVerifiedAsSent")]
    public async Task Verify_Target_IsVerifiedAsSent(string target)
    {
        var response = await Merchant.GetAsync(target);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
        Assert.That(Sandbox.Requests.Select(request => request.Target), Has.Member(target));
    }

    [TestCase("POST", ExpectedResult = "HTTP/1.1 404 Not Found", TestName = "Verify_MethodAsSigned_IsAccepted")]
    [TestCase("post", ExpectedResult = "HTTP/1.1 401 Unauthorized", TestName = "Verify_MethodInOtherCase_IsRejected")]
    public async Task<string> Verify_Method_IsCaseSensitive(string method)
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Post, Target, Body)}";

        var response = await RawConnection.SendAsync(Sandbox.BaseAddress, $"{method} {Target} HTTP/1.1", authorization, Body);

        return response.Split("\r\n")[0];
    }

    [Test]
    public async Task Verify_AbsoluteTargetSignedAsPath_IsRejected()
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization)}";

        var response = await RawConnection.SendAsync(
            Sandbox.BaseAddress,
            $"GET {Sandbox.BaseAddress.OriginalString.TrimEnd('/')}{SampleCalls.QueryAuthorization} HTTP/1.1",
            authorization);

        Assert.That(response, Does.StartWith("HTTP/1.1 401 "));
    }
}
