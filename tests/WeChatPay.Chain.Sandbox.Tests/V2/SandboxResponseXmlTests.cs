using System.Text;

namespace WeChatPay.Chain.Sandbox.Tests.V2;

public sealed class SandboxResponseXmlTests
{
    [Test]
    public void Xml_Fields_DefaultToSuccess()
    {
        Assert.That(Text(new { a = 1, b = "x" }), Is.EqualTo(
            "<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></return_msg><result_code><![CDATA[SUCCESS]]>"
                + "</result_code><a><![CDATA[1]]></a><b><![CDATA[x]]></b></xml>"));
        Assert.That(
            Text(new Dictionary<string, string> { ["return_code"] = "FAIL" }),
            Is.EqualTo("<xml><return_code><![CDATA[FAIL]]></return_code></xml>"));
        Assert.That(
            Text(new { result_code = "FAIL", return_code = "SUCCESS" }),
            Does.EndWith("<result_code><![CDATA[FAIL]]></result_code><return_code><![CDATA[SUCCESS]]></return_code></xml>"));
    }

    [Test]
    public void Xml_ErrorResponse_IsSignedUnlessReturnCodeFails()
    {
        Assert.That(SandboxResponse.Xml(new { result_code = "FAIL", err_code = "NOTENOUGH" }).IsSigned);
        Assert.That(SandboxResponse.Xml(new { return_code = "FAIL" }).IsSigned, Is.False);
        Assert.That(SandboxResponse.Xml(new { }, 500).IsSigned, Is.False);
    }

    [Test]
    public void Xml_InvalidFields_Throws()
    {
        Assert.That(() => SandboxResponse.Xml(null!), Throws.ArgumentNullException);
        Assert.That(() => SandboxResponse.Xml("text"), Throws.ArgumentException.With.Message.Contains("named fields"));
        Assert.That(() => SandboxResponse.Xml(new { a = new { b = 1 } }), Throws.ArgumentException.With.Message.Contains("'a'"));
        Assert.That(() => SandboxResponse.Xml(new { a = true }), Throws.ArgumentException.With.Message.Contains("'a'"));
        Assert.That(() => SandboxResponse.Xml(new Dictionary<string, string> { ["1 a"] = "x" }), Throws.ArgumentException);
        Assert.That(() => SandboxResponse.Xml(new { a = "\u0001" }), Throws.ArgumentException);
    }

    private static string Text(object fields) => Encoding.UTF8.GetString(SandboxResponse.Xml(fields).BodyBytes);
}
