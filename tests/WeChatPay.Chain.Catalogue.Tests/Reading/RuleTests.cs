using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class RuleTests
{
    [TestCase("anyof json a", "'json a' is not a rule; expected PLACE and at least two fields: FIELD | FIELD.")]
    [TestCase("oneof json", "'json' is not a rule; expected PLACE and at least two fields: FIELD | FIELD.")]
    [TestCase("oneof json a |b", "'json a |b' is not a rule; expected PLACE and at least two fields: FIELD | FIELD.")]
    [TestCase("oneof json a | b.", "'b.' is not a path of a field; expected names with dots between them.")]
    [TestCase("oneof json a | a", "A field is written twice.")]
    [TestCase("oneof json a | c", "'json' does not have the field 'c'.")]
    [TestCase("anyof json a | b.c", "'json' does not have the field 'b.c'.")]
    [TestCase("anyof xml a | b", "'xml' does not exist here, so it cannot have the field 'a'.")]
    [TestCase("anyof json a | b when:partner", "'when:' needs a line 'modes' or 'shape' that declares 'partner'.")]
    [TestCase("need json a", "'json a' is not a rule; expected PLACE FIELD|FIELD if CONDITION.")]
    [TestCase("need json if b", "'json if b' is not a rule; expected PLACE FIELD|FIELD if CONDITION.")]
    [TestCase("need json c if b", "'json' does not have the field 'c'.")]
    [TestCase("need json a|c if b", "'json' does not have the field 'c'.")]
    [TestCase("need json a if c", "'json' does not have the field 'c'.")]
    [TestCase("need json a if query:c", "'query' does not exist here, so it cannot have the field 'c'.")]
    [TestCase("need json a if body:c", "'body' is not a place; expected option, path, query, header, json, xml, multipart.")]
    [TestCase("need json a if b b", "'b b' is not a condition; expected FIELD, FIELD=VALUE, FIELD>=NUMBER or key:KEY.")]
    [TestCase("need json a if b=", "'b=' is not a condition; expected FIELD, FIELD=VALUE, FIELD>=NUMBER or key:KEY.")]
    [TestCase("need json a if =b", "'=b' is not a condition; expected FIELD, FIELD=VALUE, FIELD>=NUMBER or key:KEY.")]
    [TestCase("need json a if b>=x", "'x' is not a number; expected digits after '>='.")]
    [TestCase("need json a if key:rsa", "'rsa' is not a key; expected wechatpay-key, merchant-cert, bank-rsa, apiv3-aes-gcm, " +
        "apiv2-aes-ecb, text-only.")]
    [TestCase("need json a if key:wechatpay-key", "No field has the key 'wechatpay-key'.")]
    public void Read_AMalformedRule_IsRejected(string line, string message)
    {
        Assert.That(Small.ErrorOf(Small.Lines(line)), Is.EqualTo("v3/pay.txt:2: " + message));
    }
}
