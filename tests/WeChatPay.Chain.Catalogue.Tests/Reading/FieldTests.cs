using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class FieldTests
{
    [TestCase("total", "'total' is not a field; expected a name and a type.")]
    [TestCase("to.tal string", "'to.tal' is not a field name; expected letters, digits, '_', '-' or '$', then '!', '?' or nothing.")]
    [TestCase("total!? string", "'total!?' is not a field name; expected letters, digits, '_', '-' or '$', then '!', '?' or nothing.")]
    [TestCase("total! text", "'text' is not a type; expected string, integer, number, float, boolean, object, file, true.")]
    [TestCase("total  string", "'' is not a type; expected string, integer, number, float, boolean, object, file, true.")]
    [TestCase("total text[]", "'text[]' is not a type; expected string, integer, number, float, boolean, object, file, true.")]
    [TestCase("total string fen", "'fen' is not an attribute of 'total'; expected KEY:VALUE.")]
    [TestCase("total string length:1", "'length' is not an attribute; expected key, as, alt, when, min, max, pattern, form, unit, " +
        "sample, default, site, signed.")]
    [TestCase("total integer unit:fen unit:fen", "'total' has the attribute 'unit' twice.")]
    [TestCase("total integer unit:", "The attribute 'unit' has no value.")]
    [TestCase("total integer unit:yuan", "'yuan' is not a unit; expected fen.")]
    [TestCase("total string unit:fen", "'total' is of type string and has the attribute 'unit'; expected integer or number.")]
    [TestCase("time integer form:date", "'time' is of type integer and has the attribute 'form'; expected string.")]
    [TestCase("time integer pattern:[0-9]", "'time' is of type integer and has the attribute 'pattern'; expected string.")]
    [TestCase("time object as:json", "'time' is of type object and has the attribute 'as'; expected string.")]
    [TestCase("time string form:iso", "'iso' is not a form; expected rfc3339, date, datetime, yyyyMMdd, yyyyMMddHHmmss, url.")]
    [TestCase("a string key:rsa", "'rsa' is not a key; expected wechatpay-key, merchant-cert, bank-rsa, apiv3-aes-gcm, apiv2-aes-ecb, " +
        "text-only.")]
    [TestCase("a string as:xml", "'xml' is not an encoding; expected json, json/object, json/object[], json/string[], url.")]
    [TestCase("a string min:x", "'x' is not a number; expected digits only.")]
    [TestCase("a string max:-1", "'-1' is not a number; expected digits only.")]
    [TestCase("a string min:9 max:8", "'a' has a minimum of 9, which is above the maximum of 8.")]
    [TestCase("a string pattern:[0-9", "'[0-9' is not a regular expression.")]
    [TestCase("a number sample:text", "'text' is not a kind of sample; expected int, string, float.")]
    [TestCase("a string site:b.c", "'b.c' is not a field name.")]
    [TestCase("a string signed:key", "'key' is not a key of a signature; expected merchant-private-key.")]
    [TestCase("a string alt:x/A", "'x/A' is not an alternative; expected a number, a slash and a value.")]
    [TestCase("a string alt:1/", "'1/' is not an alternative; expected a number, a slash and a value.")]
    [TestCase("a string alt:2/A", "'a' has the alternative 2; expected 1.")]
    [TestCase("a string when:partner!", "'when:' needs a line 'modes' or 'shape' that declares 'partner'.")]
    [TestCase("a string +odd", "'odd' is not a flag of a field; expected pseudoChildren, synthesised, jsonHint.")]
    [TestCase("a string +jsonHint +jsonHint", "The flag 'jsonHint' is written twice.")]
    [TestCase("a string +jsonHint min:1", "'+jsonHint' is not an attribute of 'a'; expected KEY:VALUE.")]
    [TestCase("a string +jsonHint min:1 +synthesised", "'min:1' follows the flag 'jsonHint'; flags are last.")]
    [TestCase("a string =", "No value follows '='.")]
    [TestCase("a string =prose A", "'=prose' is not a kind of values; expected =, =fixed, =hint, =glossed.")]
    [TestCase("a string = A | ", "The line ends with a space; remove it.")]
    [TestCase("a string = A |  B", "' B' is not a value; expected VALUE | VALUE.")]
    [TestCase("a string = A |B", "'A |B' is not a value; expected VALUE | VALUE.")]
    [TestCase("a string = A | B | A", "'A' is listed twice.")]
    [TestCase("a string =fixed A | B", "'=fixed' has 2 values; expected one.")]
    public void Read_AMalformedField_IsRejected(string field, string message)
    {
        Assert.That(Small.ErrorOf(Small.Fields(field)), Is.EqualTo("v3/pay.txt:3: " + message));
    }

    [TestCase("a string min:1 key:bank-rsa", "Saw 'a string min:1 key:bank-rsa'; expected 'a string key:bank-rsa min:1' here.")]
    [TestCase("a string min:01", "Saw 'a string min:01'; expected 'a string min:1' here.")]
    [TestCase("a string +jsonHint +pseudoChildren", "Saw 'a string +jsonHint +pseudoChildren'; " +
        "expected 'a string +pseudoChildren +jsonHint' here.")]
    public void Read_AFieldInAnotherForm_IsRejected(string field, string message)
    {
        Assert.That(Small.ErrorOf(Small.Fields(field)), Is.EqualTo(
            $"v3/pay.txt:3: {message} Lines, attributes and words have a fixed order; the command 'format' restores it."));
    }

    [TestCase("a string|a string", "4: 'a' is written twice; only alternatives (alt:1/…, alt:2/…) have the same name.")]
    [TestCase("a object alt:1/A|a object", "4: 'a' is written twice; only alternatives (alt:1/…, alt:2/…) have the same name.")]
    [TestCase("a object alt:1/A|a object alt:3/B", "4: 'a' has the alternative 3; expected 2.")]
    [TestCase("a object|    b string", "4: 'b string' is indented by 4 levels; expected at most 3.")]
    [TestCase("a integer|  b string", "3: 'a' cannot have fields; expected an object, or a string with 'as:' or 'key:'.")]
    [TestCase("a string|  b string", "3: 'a' cannot have fields; expected an object, or a string with 'as:' or 'key:'.")]
    public void Read_FieldsThatDoNotFitTogether_AreRejected(string fields, string message)
    {
        Assert.That(Small.ErrorOf(Small.Fields(fields.Split('|'))), Is.EqualTo("v3/pay.txt:" + message));
    }

    [TestCase("a! string when:partner", "'a' has a mark and 'when:'; write the mark in 'when:' instead.")]
    [TestCase("a string when:both", "'both' is not a declared mode or shape; expected merchant, partner.")]
    [TestCase("a string when:partner,partner!", "'when:partner,partner!' has 'partner' twice.")]
    public void Read_AModeThatIsNotAsDeclared_IsRejected(string field, string message)
    {
        var text = Small.Text("POST v3/pay/orders  下单", "  modes merchant partner", "  json", "    " + field, "  -> json");

        Assert.That(Small.ErrorOf(text), Is.EqualTo("v3/pay.txt:4: " + message));
    }
}
