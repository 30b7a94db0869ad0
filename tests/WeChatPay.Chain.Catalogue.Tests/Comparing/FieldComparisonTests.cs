using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Comparing;

internal sealed class FieldComparisonTests
{
    private const string OtherType = "the property has another type in C#.";

    [TestCase("a string", "a string;b string", "json.b: was added.")]
    [TestCase("a string", "a string;b! string", "! json.b: was added and is required; an object without it no longer compiles.")]
    [TestCase("a string", "a string;b? string", "json.b: was added.")]
    [TestCase("a string", "a string;b object;  c! string", "json.b: was added.")]
    [TestCase("a string;b string", "a string", "! json.b: was removed; code that sets it no longer compiles.")]
    [TestCase("a object;  b string", "a object", "! json.a.b: was removed; code that sets it no longer compiles.")]
    [TestCase("a string", "a integer", "! json.a: has the type integer (was string); " + OtherType)]
    [TestCase("a string", "a string[]", "! json.a: has the type string[] (was string); " + OtherType)]
    [TestCase("a string", "a string as:json", "! json.a: has the encoding 'json' (was nothing); " + OtherType)]
    [TestCase("a string", "a string key:wechatpay-key",
        "! json.a: is encrypted with 'wechatpay-key' (was nothing); code that sets it has to pass another value.")]
    [TestCase("a string", "a! string", "! json.a: became required; an object without it no longer compiles.")]
    [TestCase("a? string", "a! string", "! json.a: became required; an object without it no longer compiles.")]
    [TestCase("a! string", "a string", "json.a: became optional.")]
    [TestCase("a! string", "a? string", "json.a: became optional.")]
    [TestCase("a string", "a? string", "json.a: the mark changed from nothing to '?'.")]
    [TestCase("a string = A", "a string = A | B", "json.a: the value 'B' was added.")]
    [TestCase("a string = A | B", "a string = A", "! json.a: the value 'B' was removed; the analyzer reports code that sends it.")]
    [TestCase("a string", "a string = A | B", "json.a: the list of values changed from nothing to 'A | B'.")]
    [TestCase("a string =hint A", "a string = A", "json.a: the source of the values changed from '=hint' to '='.")]
    [TestCase("a integer min:1", "a integer min:2", "json.a: the minimum changed from '1' to '2'.")]
    [TestCase("a integer max:1", "a integer", "json.a: the maximum changed from '1' to nothing.")]
    [TestCase("a string pattern:a", "a string pattern:b", "json.a: the pattern changed from 'a' to 'b'.")]
    [TestCase("a string", "a string form:date", "json.a: the form changed from nothing to 'date'.")]
    [TestCase("a integer", "a integer unit:fen", "json.a: the unit changed from nothing to 'fen'.")]
    [TestCase("a string", "a string default:x", "json.a: the default changed from nothing to 'x'.")]
    [TestCase("a number", "a number sample:int", "! json.a: is a whole number by its sample; " + OtherType)]
    [TestCase("a number sample:int", "a number sample:float", "! json.a: may have decimals by its sample; " + OtherType)]
    [TestCase("a number", "a number sample:float", "json.a: the type of the sample changed from nothing to 'float'.")]
    [TestCase("a string", "a string site:b", "json.a: the name on the documentation site changed from nothing to 'b'.")]
    [TestCase("a string", "a string signed:merchant-private-key",
        "json.a: the key of the signature changed from nothing to 'merchant-private-key'.")]
    [TestCase("a string", "a string +jsonHint", "json.a: the flags changed from nothing to 'jsonHint'.")]
    [TestCase("a object alt:1/A", "a object alt:1/A;a object alt:2/B", "json.a[B]: was added.")]
    [TestCase("a object alt:1/A;a object alt:2/B", "a object alt:1/A",
        "! json.a[B]: was removed; code that sets it no longer compiles.")]
    public void Compare_ARequestField_IsOneChange(string before, string after, string change)
    {
        Assert.That(Compared.Requests(before, after), Is.EqualTo([change]));
    }

    [TestCase("a string", "a string;b! string", "response.b: was added.")]
    [TestCase("a string;b string", "a string", "! response.b: was removed; code that reads it no longer compiles.")]
    [TestCase("a string", "a integer", "! response.a: has the type integer (was string); " + OtherType)]
    [TestCase("a string", "a string key:merchant-cert",
        "! response.a: is encrypted with 'merchant-cert' (was nothing); code that reads it gets another value.")]
    [TestCase("a! string", "a string", "! response.a: may be absent; the property became nullable.")]
    [TestCase("a! integer", "a? integer", "! response.a: may be absent; the property became nullable.")]
    [TestCase("a! string[]", "a string[]", "response.a: may be absent; the list is empty then.")]
    [TestCase("a string[]", "a! string[]", "response.a: is always returned.")]
    [TestCase("a string", "a! string", "response.a: is always returned; the property is no longer nullable.")]
    [TestCase("a integer", "a! integer",
        "! response.a: is always returned; the property is no longer nullable, and '??' or '.Value' no longer compile.")]
    [TestCase("a string = A | B", "a string = A", "response.a: the value 'B' was removed.")]
    public void Compare_AResponseField_IsOneChange(string before, string after, string change)
    {
        Assert.That(Compared.Responses(before, after), Is.EqualTo([change]));
    }

    [Test]
    public void Compare_AnotherOrderOfFields_HasNoChanges()
    {
        Assert.That(Compared.Requests("a string;b! object;  c string", "b! object;  c string;a string"), Is.Empty);
    }

    [Test]
    public void Compare_AnObjectThatGotFields_IsABreakingChange()
    {
        Assert.That(
            Compared.Requests("a object", "a object;  b string"),
            Is.EqualTo([$"! json.a: got fields; {OtherType}", "json.a.b: was added."]));
    }

    [Test]
    public void Compare_AMode_IsOneChange()
    {
        var before = Small.Text("POST v3/pay/orders  下单", "  modes merchant partner", "  json", "    a string when:partner", "  -> json");

        Assert.That(
            Compared.Texts(before, before.Replace("partner\n  ->", "partner!\n  ->", StringComparison.Ordinal)),
            Is.EqualTo(["json.a: the mode changed from 'partner' to 'partner!'."]));
    }
}
