using System.Text.Json;

namespace WeChatPay.Chain.Tests.UriTemplates;

/// <summary>The public suite that implementations of RFC 6570 share. No case of it is exempt.</summary>
public partial class UriTemplateTests
{
    private const string SuiteVariable = "URITEMPLATE_TEST_SUITE";

    private static IEnumerable<TestCaseData> PublicSuite()
    {
        if (Environment.GetEnvironmentVariable(SuiteVariable) is not { Length: > 0 } folder)
        {
            return [new TestCaseData("", default(JsonElement), default(JsonElement))
                .SetArgDisplayNames("not there")
                .Ignore($"Clone https://github.com/uri-templates/uritemplate-test and name its folder in {SuiteVariable}.")];
        }
        return
            from file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal)
            from section in JsonElement.Parse(File.ReadAllText(file)).EnumerateObject()
            from example in section.Value.GetProperty("testcases").EnumerateArray()
            select new TestCaseData(example[0].GetString(), section.Value.GetProperty("variables"), example[1])
                .SetArgDisplayNames(Path.GetFileName(file), section.Name, example[0].GetString()!);
    }

    [TestCaseSource(nameof(PublicSuite))]
    public void Expand_CaseOfThePublicSuite_IsAsExpected(string template, JsonElement variables, JsonElement expected)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.False:
                Assert.That(() => Expand(template, variables), Throws.ArgumentException);
                break;
            case JsonValueKind.Array:
                Assert.That(Expand(template, variables), Is.AnyOf([.. expected.EnumerateArray().Select(item => item.GetString())]));
                break;
            default:
                Assert.That(Expand(template, variables), Is.EqualTo(expected.GetString()));
                break;
        }
    }
}
