using System.Dynamic;
using WeChatPay.Chain.Chaining;

namespace WeChatPay.Chain.Tests.Chaining;

internal sealed class DynamicArgumentsTests
{
    private static readonly CancellationToken _token = new(canceled: true);

    [Test]
    public void Read_NoArguments_IsNotAnOptionsAndNoToken()
    {
        var (options, token) = Read([]);

        Assert.That(options.Variables, Is.Empty);
        Assert.That(options.Json, Is.Null);
        Assert.That(token, Is.Null);
    }

    [Test]
    public void Read_OneObject_IsTheOptions()
    {
        var (options, _) = Read([new { json = 1, openid = "o-1" }]);

        Assert.That(options.Json, Is.EqualTo(1));
        Assert.That(options["openid"], Is.EqualTo("o-1"));
    }

    [Test]
    public void Read_RequestOptions_AreTakenAsTheyAre()
    {
        var given = new RequestOptions { Query = "a=1" };

        var (options, _) = Read([given]);

        Assert.That(options, Is.SameAs(given));
    }

    [Test]
    public void Read_NamedArguments_AreOptionsAndVariables()
    {
        var (options, _) = Read([1, "o-1"], "json", "openid");

        Assert.That(options.Json, Is.EqualTo(1));
        Assert.That(options["openid"], Is.EqualTo("o-1"));
    }

    [Test]
    public void Read_AnObjectAndNamedArguments_AreMerged()
    {
        var (options, _) = Read([new { query = "a=1", openid = "o-1" }, 1], "json");

        Assert.That(options.Query, Is.EqualTo("a=1"));
        Assert.That(options["openid"], Is.EqualTo("o-1"));
        Assert.That(options.Json, Is.EqualTo(1));
    }

    [Test]
    public void Read_NullAndNamedArguments_AreTheNamedOnes()
    {
        var (options, _) = Read([null, 1], "json");

        Assert.That(options.Json, Is.EqualTo(1));
    }

    [TestCase("cancellationToken")]
    [TestCase("ct")]
    [TestCase("json")]
    [TestCase("openid")]
    public void Read_ATokenUnderAnyName_IsTheToken(string name)
    {
        var (options, token) = Read(["a=1", _token], "query", name);

        Assert.That(token, Is.EqualTo(_token));
        Assert.That(options.Variables, Is.Empty);
        Assert.That(options.Json, Is.Null);
    }

    [Test]
    public void Read_ATokenWithoutName_IsTheTokenAtAnyPosition()
    {
        Assert.That(Read([_token]).CancellationToken, Is.EqualTo(_token));
        Assert.That(Read([new { }, _token]).CancellationToken, Is.EqualTo(_token));
        Assert.That(Read([_token, new { }]).CancellationToken, Is.EqualTo(_token));
    }

    [Test]
    public void Read_TwoTokens_AreRejected()
    {
        Assert.That(() => Read([_token, CancellationToken.None], "a"), Throws.ArgumentException.With.Message.Contains("CancellationToken"));
    }

    [Test]
    public void Read_TwoOptionsObjects_AreRejected()
    {
        Assert.That(
            () => Read([new { json = 1 }, new { query = "a=1" }]), Throws.ArgumentException.With.Message.Contains("one options object"));
    }

    [Test]
    public void Read_AnOptionPassedTwice_NamesIt()
    {
        Assert.That(
            () => Read([new { json = 1 }, 2], "json"),
            Throws.ArgumentException.With.Message.Contains("'json'").And.Message.Contains("twice"));
    }

    [Test]
    public void Read_RequestOptionsAndNamedArguments_AreRejected()
    {
        Assert.That(() => Read([new RequestOptions(), 1], "json"), Throws.ArgumentException.With.Message.Contains("RequestOptions"));
    }

    [Test]
    public void Read_SomethingWithoutNamesAndNamedArguments_IsRejected()
    {
        Assert.That(() => Read(["a=1", 1], "json"), Throws.ArgumentException.With.Message.Contains("String"));
    }

    private static (RequestOptions Options, CancellationToken? CancellationToken) Read(object?[] arguments, params string[] names) =>
        DynamicArguments.Read(new CallInfo(arguments.Length, names), arguments);
}
