using WeChatPay.Chain.Requests;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class UnknownOptionTests
{
    [TestCase("josn", ExpectedResult = "json", TestName = "CreateException_TwoLettersSwapped_Suggests")]
    [TestCase("jsn", ExpectedResult = "json", TestName = "CreateException_ALetterMissing_Suggests")]
    [TestCase("jsonn", ExpectedResult = "json", TestName = "CreateException_ALetterTooMany_Suggests")]
    [TestCase("jsom", ExpectedResult = "json", TestName = "CreateException_AWrongLetter_Suggests")]
    [TestCase("Json", ExpectedResult = "json", TestName = "CreateException_OtherCase_Suggests")]
    [TestCase("JSON", ExpectedResult = "json", TestName = "CreateException_Capitals_Suggest")]
    [TestCase("qeury", ExpectedResult = "query", TestName = "CreateException_Qeury_SuggestsQuery")]
    [TestCase("header", ExpectedResult = "headers", TestName = "CreateException_Singular_SuggestsPlural")]
    [TestCase("baseUri", ExpectedResult = "base_uri", TestName = "CreateException_CamelCase_SuggestsSnakeCase")]
    [TestCase("BaseUri", ExpectedResult = "base_uri", TestName = "CreateException_PropertyName_SuggestsTheKey")]
    [TestCase("base_url", ExpectedResult = "base_uri", TestName = "CreateException_BaseUrl_SuggestsBaseUri")]
    [TestCase("allowRedirects", ExpectedResult = "allow_redirects", TestName = "CreateException_AllowRedirects_SuggestsTheKey")]
    [TestCase("timeOut", ExpectedResult = "timeout", TestName = "CreateException_TimeOut_SuggestsTimeout")]
    [TestCase("openId", ExpectedResult = "openid", TestName = "CreateException_VariableInOtherCase_SuggestsIt")]
    [TestCase("open_id", ExpectedResult = "openid", TestName = "CreateException_VariableWithAnUnderscore_SuggestsIt")]
    public string? CreateException_Suggestion(string key)
    {
        var message = UnknownOption.CreateException(key, "v3/{openid}", ["openid"]).Message;

        Assert.That(message, Does.Contain($"'{key}'").And.Contains("v3/{openid}"));
        return message.Split("Did you mean '").ElementAtOrDefault(1)?.Split('\'')[0];
    }

    [TestCase("organization_id")]
    [TestCase("x")]
    [TestCase("")]
    [TestCase("contents")]
    public void CreateException_NothingNear_SuggestsNothing(string key)
    {
        Assert.That(UnknownOption.CreateException(key, "v3/x", []).Message, Does.Not.Contain("Did you mean"));
    }

    [Test]
    public void CreateException_AnyKey_ListsValidNames()
    {
        var error = UnknownOption.CreateException("x", "v3/{openid}/{card_id}", ["openid", "card_id"]);

        Assert.That(error.ParamName, Is.EqualTo("x"));
        Assert.That(
            error.Message,
            Does.Contain(
                "json, xml, query, headers, body, base_uri, security, nonceless, sink, progress, unsigned, timeout, allow_redirects")
                .And.Contains("openid, card_id"));
    }

    [Test]
    public void CreateException_ATemplateWithoutVariables_SaysSo()
    {
        Assert.That(UnknownOption.CreateException("x", "v3/x", []).Message, Does.Contain("Variables of this template: none"));
    }

    [TestCase("debug", "PrimaryHandler")]
    [TestCase("handler", "PrimaryHandler")]
    [TestCase("verify", "TLS certificates are always validated")]
    [TestCase("cert", "MerchantCertificate")]
    [TestCase("ssl_key", "MerchantCertificate")]
    [TestCase("proxy", "PrimaryHandler")]
    [TestCase("multipart", "MediaUpload")]
    [TestCase("form_params", "'body'")]
    public void CreateException_AnOptionOfGuzzle_SaysWhereItIsSet(string key, string place)
    {
        Assert.That(
            UnknownOption.CreateException(key, "v3/x", []).Message,
            Does.Contain($"'{key}'").And.Contains(place).And.Not.Contains("Did you mean"));
    }
}
