using WeChatPay.Chain.Catalogue.Tests.Support;

namespace WeChatPay.Chain.Catalogue.Tests.Reading;

internal sealed class PathTests
{
    [TestCase("v3/pay/{id}", "The place 'path' does not have the variable 'id'.")]
    [TestCase("v3/pay/{id", "'v3/pay/{id' has a variable that is not complete, or twice; expected {name}.")]
    [TestCase("v3/pay/id}", "'v3/pay/id}' has a variable that is not complete, or twice; expected {name}.")]
    [TestCase("v3/pay/{}", "'v3/pay/{}' has a variable that is not complete, or twice; expected {name}.")]
    [TestCase("v3/pay/{a}/{a}", "'v3/pay/{a}/{a}' has a variable that is not complete, or twice; expected {name}.")]
    [TestCase("v3/pay//a", "'v3/pay//a' has an empty segment.")]
    [TestCase("v3/pay/a/", "'v3/pay/a/' has an empty segment.")]
    [TestCase("v3/pay/{empty}", "The path has the variable 'empty'; expected a line 'wire' with the path that is sent.")]
    public void Read_APathWithoutItsVariables_IsRejected(string path, string message)
    {
        Assert.That(Small.ErrorOf($"GET {path}  查单\n  -> json\n"), Is.EqualTo("v3/pay.txt:1: " + message));
    }

    [Test]
    public void Read_AVariableThatThePathLacks_IsRejected()
    {
        Assert.That(
            Small.ErrorOf("GET v3/pay/a  查单\n  path\n    id! string\n  -> json\n"),
            Is.EqualTo("v3/pay.txt:1: The path does not have the variable 'id' of the place 'path'."));
    }

    [Test]
    public void Read_TwoVariablesInASegment_AreFound()
    {
        Assert.That(
            () => Small.Read("GET v3/pay/{a}-{b}.x  查单\n  path\n    a! string\n    b! string\n  -> json\n"),
            Throws.Nothing);
    }
}
