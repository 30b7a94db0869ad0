using System.Text.Json;
using System.Text.Json.Nodes;
using WeChatPay.Chain.Requests;
using WeChatPay.Chain.UriTemplates;

namespace WeChatPay.Chain.Tests.Requests;

internal sealed class TargetExpansionTests
{
    private static IEnumerable<TestCaseData> BlankValues =>
    [
        Case("Null", null),
        Case("EmptyString", ""),
        Case("Spaces", "  "),
        Case("LineBreak", "\r\n"),
        Case("IdeographicSpace", "\u3000"),
        Case("NoBreakSpace", "\u00A0"),
        Case("SpaceAsChar", ' '),
        Case("JsonNull", JsonElement.Parse("null")),
        Case("JsonUndefined", default(JsonElement)),
        Case("JsonEmptyString", JsonElement.Parse("\"\"")),
        Case("JsonSpaces", JsonElement.Parse("\"  \"")),
        Case("JsonNodeEmptyString", JsonValue.Create("")),
        Case("EmptyUri", new Uri("", UriKind.Relative)),
        Case("EmptyList", Array.Empty<string>()),
        Case("ListOfNulls", new List<string?> { null, null }),
        Case("ListOfEmptyStrings", new List<string> { "", " " }),
        Case("EmptyObject", new { }),
        Case("ObjectOfNulls", new { a = (string?)null }),
        Case("EmptyJsonArray", JsonElement.Parse("[]")),
        Case("EmptyJsonObject", new JsonObject()),
    ];

    [Test]
    public void Expand_EveryVariableGiven_ExpandsThem()
    {
        Assert.That(Expand("v3/{a}/x/{b}", new() { ["a"] = "1/2", ["b"] = 3 }), Is.EqualTo("v3/1%2F2/x/3"));
    }

    [Test]
    public void Expand_NoVariables_IsTheTemplate()
    {
        Assert.That(Expand("v3/certificates", new()), Is.EqualTo("v3/certificates"));
    }

    [Test]
    public void Expand_AMissingVariable_NamesItTheTemplateAndTheRemedy()
    {
        Assert.That(() => Expand("v3/{a}/{b}", new() { ["a"] = "secret" }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("b")
            .And.Message.Contains("'b'").And.Message.Contains("v3/{a}/{b}").And.Message.Contains("b = …")
            .And.Message.Not.Contains("secret"));
    }

    [TestCaseSource(nameof(BlankValues))]
    public void Expand_ABlankVariable_IsRejected(object? value)
    {
        Assert.That(
            () => Expand("v3/x/{id}", new() { ["id"] = value }),
            Throws.ArgumentException.With.Message.Contains("'id'").And.Message.Contains("v3/x/{id}"));
        Assert.That(() => Expand("v3/x{?id*}", new() { ["id"] = value }), Throws.ArgumentException.With.Message.Contains("'id'"));
    }

    [Test]
    public void Expand_ABlankVariableInOtherCase_IsAnotherVariable()
    {
        Assert.That(() => Expand("v3/{id}", new() { ["ID"] = "1" }), Throws.ArgumentException.With.Message.Contains("'ID'"));
    }

    [TestCase(0, ExpectedResult = "v3/0", TestName = "Expand_Zero_IsAValue")]
    [TestCase(false, ExpectedResult = "v3/false", TestName = "Expand_False_IsAValue")]
    [TestCase("null", ExpectedResult = "v3/null", TestName = "Expand_TheWordNull_IsAValue")]
    [TestCase(" a ", ExpectedResult = "v3/%20a%20", TestName = "Expand_SpacesAroundAValue_AreKept")]
    public string Expand_OfWhatIsNotBlank(object value) => Expand("v3/{id}", new() { ["id"] = value });

    [Test]
    public void Expand_AListWithAMember_IsWritten()
    {
        Assert.That(Expand("v3{/id*}{?id}", new() { ["id"] = new[] { "a", null, "b" } }), Is.EqualTo("v3/a/b?id=a,b"));
    }

    [Test]
    public void Expand_ASequenceThatCanBeReadOnce_IsReadOnce()
    {
        var queue = new Queue<string>(["a", "b"]);
        IEnumerable<string> Once()
        {
            while (queue.TryDequeue(out var item))
            {
                yield return item;
            }
        }

        Assert.That(Expand("v3{/id*}", new() { ["id"] = Once() }), Is.EqualTo("v3/a/b"));
    }

    [TestCase("v3/applyment/{empty}", ExpectedResult = "v3/applyment/", TestName = "Expand_Empty_IsATrailingSlash")]
    [TestCase("v3/{empty}/applyment", ExpectedResult = "v3//applyment", TestName = "Expand_EmptyInside_IsAnEmptySegment")]
    public string Expand_Empty(string template) => Expand(template, new());

    [Test]
    public void Expand_EmptyGivenBlank_IsATrailingSlashToo([Values(null, "", " ")] string? value)
    {
        Assert.That(Expand("v3/applyment/{empty}", new() { ["empty"] = value }), Is.EqualTo("v3/applyment/"));
    }

    [Test]
    public void Expand_EmptyGivenAValue_IsThatValue()
    {
        Assert.That(Expand("v3/{empty}", new() { ["empty"] = "x" }), Is.EqualTo("v3/x"));
    }

    [Test]
    public void Expand_Empty_IsTheOnlyException()
    {
        Assert.That(() => Expand("v3/{Empty}", new()), Throws.ArgumentException.With.Message.Contains("'Empty'"));
    }

    [Test]
    public void Expand_AKeyThatIsNotAVariable_IsRejected()
    {
        Assert.That(() => Expand("v3/{id}", new() { ["id"] = "1", ["idd"] = "secret" }), Throws.ArgumentException
            .With.Property(nameof(ArgumentException.ParamName)).EqualTo("idd")
            .And.Message.Contains("'idd'").And.Message.Contains("'id'").And.Message.Not.Contains("secret"));
    }

    [Test]
    public void Expand_AKeyThatIsNotAVariable_IsRejectedThoughItIsNull()
    {
        Assert.That(() => Expand("v3/certificates", new() { ["id"] = null }), Throws.ArgumentException.With.Message.Contains("'id'"));
    }

    [Test]
    public void Expand_AVariableNamedLikeAnOption_IsSetThroughTheIndexer()
    {
        Assert.That(Expand("v3/{query}", new() { ["query"] = "q", Query = "a=1" }), Is.EqualTo("v3/q"));
    }

    [TestCase("query")]
    [TestCase("body")]
    [TestCase("timeout")]
    public void Expand_AVariableNamedLikeAnOption_IsNotTakenFromTheOption(string name)
    {
        var options = new RequestOptions { Query = "a=1", Body = "b", Timeout = TimeSpan.FromSeconds(1) };

        Assert.That(() => Expand($"v3/{{{name}}}", options), Throws.ArgumentException.With.Message.Contains($"[\"{name}\"]"));
    }

    [Test]
    public void Expand_AnEmptyChain_SaysWhatIsMissing()
    {
        Assert.That(() => Expand("", new()), Throws.ArgumentException.With.Message.Contains("chain is empty"));
    }

    private static string Expand(string template, RequestOptions options) => TargetExpansion.Expand(UriTemplate.Parse(template), options);

    private static TestCaseData Case(string name, object? value) => new TestCaseData(value).SetArgDisplayNames(name);
}
