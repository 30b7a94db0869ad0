using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class UnknownOptionTests
{
    [TestCase("josn", ExpectedResult = "json", TestName = "Error_TwoLettersSwapped_Suggests")]
    [TestCase("jsn", ExpectedResult = "json", TestName = "Error_ALetterMissing_Suggests")]
    [TestCase("jsonn", ExpectedResult = "json", TestName = "Error_ALetterTooMany_Suggests")]
    [TestCase("jsom", ExpectedResult = "json", TestName = "Error_AWrongLetter_Suggests")]
    [TestCase("Json", ExpectedResult = "json", TestName = "Error_OtherCase_Suggests")]
    [TestCase("JSON", ExpectedResult = "json", TestName = "Error_Capitals_Suggest")]
    [TestCase("qeury", ExpectedResult = "query", TestName = "Error_Qeury_SuggestsQuery")]
    [TestCase("header", ExpectedResult = "headers", TestName = "Error_Singular_SuggestsPlural")]
    [TestCase("baseUri", ExpectedResult = "base_uri", TestName = "Error_CamelCase_SuggestsSnakeCase")]
    [TestCase("BaseUri", ExpectedResult = "base_uri", TestName = "Error_PropertyName_SuggestsTheKey")]
    [TestCase("base_url", ExpectedResult = "base_uri", TestName = "Error_BaseUrl_SuggestsBaseUri")]
    [TestCase("allowRedirects", ExpectedResult = "allow_redirects", TestName = "Error_AllowRedirects_SuggestsTheKey")]
    [TestCase("timeOut", ExpectedResult = "timeout", TestName = "Error_TimeOut_SuggestsTimeout")]
    [TestCase("openId", ExpectedResult = "openid", TestName = "Error_VariableInOtherCase_SuggestsIt")]
    [TestCase("open_id", ExpectedResult = "openid", TestName = "Error_VariableWithAnUnderscore_SuggestsIt")]
    public string? Error_Suggestion(string key)
    {
        var message = UnknownOption.CreateException(key, "v3/{openid}", ["openid"]).Message;

        Assert.That(message, Does.Contain($"'{key}'").And.Contains("v3/{openid}"));
        return message.Split("Did you mean '").ElementAtOrDefault(1)?.Split('\'')[0];
    }

    [TestCase("organization_id")]
    [TestCase("x")]
    [TestCase("")]
    [TestCase("contents")]
    public void Error_NothingNear_SuggestsNothing(string key)
    {
        Assert.That(UnknownOption.CreateException(key, "v3/x", []).Message, Does.Not.Contain("Did you mean"));
    }

    [Test]
    public void Error_AnyKey_ListsWhatWouldBeRight()
    {
        var error = UnknownOption.CreateException("x", "v3/{openid}/{card_id}", ["openid", "card_id"]);

        Assert.That(error.ParamName, Is.EqualTo("x"));
        Assert.That(error.Message, Does.Contain("json, xml, query, headers, body, base_uri, security, nonceless, sink, progress, unsigned, timeout, allow_redirects").And.Contains("openid, card_id"));
    }

    [Test]
    public void Error_ATemplateWithoutVariables_SaysSo()
    {
        Assert.That(UnknownOption.CreateException("x", "v3/x", []).Message, Does.Contain("Variables of this template: none"));
    }

    [TestCase("debug", "PrimaryHandler")]
    [TestCase("handler", "PrimaryHandler")]
    [TestCase("verify", "TLS is always checked")]
    [TestCase("cert", "MerchantCertificate")]
    [TestCase("ssl_key", "MerchantCertificate")]
    [TestCase("proxy", "PrimaryHandler")]
    [TestCase("multipart", "MediaUpload")]
    [TestCase("form_params", "'body'")]
    public void Error_AnOptionOfGuzzle_SaysWhereItLives(string key, string place)
    {
        Assert.That(UnknownOption.CreateException(key, "v3/x", []).Message, Does.Contain($"'{key}'").And.Contains(place).And.Not.Contains("Did you mean"));
    }
}
