namespace WeChatPay.Chain.Sandbox.Tests.Server;

public sealed class SandboxResponseTests
{
    [TestCase(100)]
    [TestCase(199)]
    [TestCase(600)]
    [TestCase(-1)]
    public void Create_StatusCodeOutOfRange_Throws(int status)
    {
        Assert.That(() => SandboxResponse.Empty(status), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => SandboxFault.Status(status), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [TestCase(204)]
    [TestCase(205)]
    [TestCase(304)]
    public void Create_BodyForbiddenByHttp_Throws(int status)
    {
        Assert.That(() => SandboxResponse.Json(new { }, status), Throws.ArgumentException.With.Message.Contains($"{status}"));
        Assert.That(() => SandboxResponse.Empty(status), Throws.Nothing);
    }

    [Test]
    public void Create_InvalidArgument_Throws()
    {
        Assert.That(() => SandboxResponse.Json(null!), Throws.ArgumentNullException);
        Assert.That(() => SandboxResponse.Text(null!), Throws.ArgumentNullException);
        Assert.That(() => SandboxResponse.Bytes(null!), Throws.ArgumentNullException);
        Assert.That(() => SandboxResponse.Text("", null!), Throws.ArgumentNullException);
        Assert.That(() => SandboxResponse.Text("", "text/html; title=网关"), Throws.ArgumentException);
    }

    [TestCase("Content-Type", "text/html")]
    [TestCase("content-length", "3")]
    [TestCase("Transfer-Encoding", "chunked")]
    [TestCase("Connection", "close")]
    [TestCase("", "a")]
    [TestCase("A B", "a")]
    [TestCase("A:", "a")]
    [TestCase("商户", "a")]
    [TestCase("A", "中")]
    [TestCase("A", "a\r\nB: b")]
    public void Headers_Invalid_Throws(string name, string value) =>
        Assert.That(
            () => SandboxResponse.Empty() with { Headers = new Dictionary<string, string> { [name] = value } }, Throws.ArgumentException);

    [TestCase(200, ExpectedResult = true)]
    [TestCase(299, ExpectedResult = true)]
    [TestCase(300, ExpectedResult = false)]
    [TestCase(404, ExpectedResult = false)]
    [TestCase(500, ExpectedResult = false)]
    public bool IsSigned_Default_IsTrueForSuccess(int status) => SandboxResponse.Empty(status).IsSigned;
}
