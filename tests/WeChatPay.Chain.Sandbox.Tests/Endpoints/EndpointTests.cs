using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Endpoints;

public sealed class EndpointTests : OneSandboxTests
{
    [TestCase("v3/a/{id}", "/v3/a/1", ExpectedResult = "id=1")]
    [TestCase("/v3/b/{id}", "/v3/b/1", ExpectedResult = "id=1")]
    [TestCase("v3/c/{id}", "/v3/c/%E4%B8%AD%2F%7e?x=/2/3", ExpectedResult = "id=中/~")]
    [TestCase("v3/d/{_first}/{second_2}", "/v3/d/1/2", ExpectedResult = "_first=1,second_2=2")]
    [TestCase("v3/e/{id}.csv", "/v3/e/1.csv", ExpectedResult = "id=1")]
    [TestCase("v3/f.(g)+[h]*$^|\\", "/v3/f.(g)+[h]*$^|\\", ExpectedResult = "")]
    [TestCase("v3/h/{id}", "/v3/h/a%zz%", ExpectedResult = "id=a%zz%")]
    [TestCase("v3/i/{empty}", "/v3/i/", ExpectedResult = "")]
    [TestCase("v3/j/", "/v3/j/", ExpectedResult = "")]
    public async Task<string?> Match_MatchingPath_DecodesVariables(string template, string target)
    {
        Sandbox.Respond(
            HttpMethod.Get, template, request => string.Join(',', request.Variables.Select(pair => $"{pair.Key}={pair.Value}")));

        return (await Merchant.GetAsync(target)).Json.GetString();
    }

    [TestCase("v3/k/{id}", "/v3/k/")]
    [TestCase("v3/l/{id}", "/v3/l/1/2")]
    [TestCase("v3/m/{id}", "/v3/m/1/")]
    [TestCase("v3/n", "/v3/n/")]
    [TestCase("v3/o/", "/v3/o")]
    [TestCase("v3/p/{empty}", "/v3/p")]
    [TestCase("v3/q", "/v3/Q")]
    [TestCase("v3/r.csv", "/v3/rxcsv")]
    [TestCase("v3/s", "/prefix/v3/s")]
    [TestCase("v3/t", "/v3/t%0A")]
    public async Task Match_OtherPath_IsNotFound(string template, string target)
    {
        Sandbox.Respond(HttpMethod.Get, template, new { });

        Assert.That((await Merchant.GetAsync(target)).StatusCode, Is.EqualTo(404));
    }

    [TestCase("v3/a?b={c}")]
    [TestCase("v3/a{?b}")]
    [TestCase("v3/{+a}")]
    [TestCase("v3/{a,b}")]
    [TestCase("v3/{a*}")]
    [TestCase("v3/{a:3}")]
    [TestCase("v3/{}")]
    [TestCase("v3/{a b}")]
    [TestCase("v3/{1}")]
    [TestCase("v3/{a")]
    [TestCase("v3/a}")]
    [TestCase("v3/a#b")]
    [TestCase("https://api.mch.weixin.qq.com/v3/a")]
    public void Respond_TemplateNotPath_Throws(string template)
    {
        Assert.That(() => Sandbox.Respond(HttpMethod.Get, template, new { }), Throws.ArgumentException.With.Message.Contains(template));
        Assert.That(() => Sandbox.Inject(SandboxFault.ProbeSignature, 1, HttpMethod.Get, template), Throws.ArgumentException);
    }

    [Test]
    public void Respond_InvalidArgument_Throws()
    {
        Assert.That(() => Sandbox.Respond(null!, "v3/a", new { }), Throws.ArgumentNullException);
        Assert.That(() => Sandbox.Respond(HttpMethod.Get, null!, new { }), Throws.ArgumentNullException);
        Assert.That(() => Sandbox.Respond(HttpMethod.Get, " ", new { }), Throws.ArgumentException);
        Assert.That(() => Sandbox.Respond(HttpMethod.Get, "v3/a", (object)null!), Throws.ArgumentNullException);
        Assert.That(() => Sandbox.Respond(HttpMethod.Get, "v3/a", (Func<SandboxRequest, object>)null!), Throws.ArgumentNullException);
    }
}
