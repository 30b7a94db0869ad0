using WeChatPay.Chain.Sandbox.Tests.Support;

namespace WeChatPay.Chain.Sandbox.Tests.Server;

public sealed class RequiredHeadersTests : OneSandboxTests
{
    [TestCase("application/json", ExpectedResult = 200)]
    [TestCase("application/json; charset=utf-8", ExpectedResult = 200)]
    [TestCase("text/html, application/json;q=0.5", ExpectedResult = 200)]
    [TestCase("application/*;q=0.1", ExpectedResult = 200)]
    [TestCase("*/*", ExpectedResult = 200)]
    [TestCase("text/html", ExpectedResult = 406)]
    [TestCase("application/json;q=0", ExpectedResult = 406)]
    [TestCase("no media type", ExpectedResult = 406)]
    public async Task<int> Check_AcceptHeader_MustIncludeJson(string accept)
    {
        var request = Merchant.CreateRequest(
            HttpMethod.Get, SampleCalls.QueryAuthorization, "", $"{Merchant.Authorize(HttpMethod.Get, SampleCalls.QueryAuthorization)}");
        request.Headers.Remove("Accept");
        request.Headers.TryAddWithoutValidation("Accept", accept);

        var response = await Merchant.SendAsync(request);

        Assert.That(
            response.StatusCode == 200 || (response.Code == "PARAM_ERROR" && response.Detail.GetProperty("field").GetString() == "Accept"));
        return response.StatusCode;
    }
}
