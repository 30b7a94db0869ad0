using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Signing;

public sealed partial class RequestVerifierTests
{
    [TestCase("/v3/a%20b/%e4%b8%ad?q=%E4%B8%AD", TestName = "Refuse_PercentTripletsInEitherCase_AreSignedAsSent")]
    [TestCase("/v3/a%2Fb%2fc", TestName = "Refuse_AnEncodedSlash_IsSignedAsSent")]
    [TestCase("/v3/%41%7Ea~", TestName = "Refuse_LettersEncodedForNoReason_AreSignedAsSent")]
    [TestCase("/v3/applyment4sub/applyment/", TestName = "Refuse_ATrailingSlash_IsSignedAsSent")]
    [TestCase("/v3//a///b", TestName = "Refuse_EmptySegments_AreSignedAsSent")]
    [TestCase("/v3/a|b?c=d|e", TestName = "Refuse_APipe_IsSignedAsSent")]
    [TestCase("/v3/a'(b)!*;c:@=&$,+", TestName = "Refuse_ReservedCharacters_AreSignedAsSent")]
    [TestCase("/v3/a/../b/./c/%2e%2e/d", TestName = "Refuse_DotSegments_AreSignedAsSent")]
    [TestCase("/v3/a?", TestName = "Refuse_AnEmptyQuery_IsSignedAsSent")]
    [TestCase("/v3/a?b=c?d/e&&f&=g&a[0]=1&h=+%2B", TestName = "Refuse_AnOddQuery_IsSignedAsSent")]
    [TestCase("/v3/a\"<>\\^`{}b", TestName = "Refuse_CharactersThatNoUriHas_AreSignedAsSent")]
    public async Task Refuse_TargetsAsSent(string target)
    {
        var response = await Merchant.GetAsync(target);

        Assert.That(response.Code, Is.EqualTo("RESOURCE_NOT_EXISTS"));
        Assert.That(Sandbox.Requests.Select(request => request.Target), Has.Member(target));
    }

    [TestCase("POST", ExpectedResult = "HTTP/1.1 404 Not Found", TestName = "Refuse_TheMethodAsSigned_IsAccepted")]
    [TestCase("post", ExpectedResult = "HTTP/1.1 401 Unauthorized", TestName = "Refuse_TheMethodInAnotherCase_IsRefused")]
    public async Task<string> Refuse_TheMethodsCase(string method)
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Post, Target, Body)}";

        var response = await RawConnection.SendAsync(Sandbox.BaseAddress, $"{method} {Target} HTTP/1.1", authorization, Body);

        return response.Split("\r\n")[0];
    }

    [Test]
    public async Task Refuse_ATargetWithAHost_IsRefusedForASignatureWithoutOne()
    {
        var authorization = $"{Merchant.Authorize(HttpMethod.Get, Calls.QueryAuthorization)}";

        var response = await RawConnection.SendAsync(Sandbox.BaseAddress, $"GET {Sandbox.BaseAddress.OriginalString.TrimEnd('/')}{Calls.QueryAuthorization} HTTP/1.1", authorization);

        Assert.That(response, Does.StartWith("HTTP/1.1 401 "));
    }
}
