using WeChatPay.Chain.Chaining;

namespace WeChatPay.Chain.Tests.Chaining;

internal sealed class VerbTests
{
    private static readonly string[] _methods = ["Get", "Put", "Post", "Patch", "Delete"];

    [Test]
    public void Read_AVerb_IsItsMethod([ValueSource(nameof(_methods))] string name, [Values("", "Async")] string suffix)
    {
        var expected = new Verb(HttpMethod.Parse(name.ToUpperInvariant()), suffix.Length > 0);

        Assert.That(Verb.Read(name + suffix), Is.EqualTo(expected));
    }

    [TestCase("post", false)]
    [TestCase("POST", false)]
    [TestCase("postAsync", true)]
    [TestCase("postasync", true)]
    [TestCase("POSTASYNC", true)]
    [TestCase("pOsTaSyNc", true)]
    public void Read_InAnyCase_IsTheVerb(string member, bool isAsync)
    {
        Assert.That(Verb.Read(member), Is.EqualTo(new Verb(HttpMethod.Post, isAsync)));
    }

    [TestCase("patchasync")]
    [TestCase("deleteASYNC")]
    [SetCulture("tr-TR")]
    public void Read_InACultureWithADotlessI_IsTheVerb(string member)
    {
        Assert.That(Verb.Read(member), Is.Not.Null);
    }

    [TestCase("")]
    [TestCase("Async")]
    [TestCase("Head")]
    [TestCase("Options")]
    [TestCase("Trace")]
    [TestCase("Connect")]
    [TestCase("GetAwaiter")]
    [TestCase("PostAsyncAsync")]
    [TestCase("AsyncPost")]
    [TestCase("Post_")]
    [TestCase("Posts")]
    [TestCase("Pоst", TestName = "Read_CyrillicLookalike_IsNotAVerb")]
    public void Read_AnythingElse_IsNull(string member)
    {
        Assert.That(Verb.Read(member), Is.Null);
    }
}
