using System.Text.Json;
using WeChatPay.Chain.AspNetCore;
using WeChatPay.Chain.Sandbox;

namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>The tables of options list all members of their class, and no others.</summary>
public sealed class OptionTableTests
{
    private static readonly Dictionary<string, Type> _types = new Type[]
    {
        typeof(WeChatPayClientOptions), typeof(RequestOptions), typeof(ResilienceOptions), typeof(SandboxOptions),
        typeof(NotificationOptions), typeof(NotificationQueueOptions),
    }.ToDictionary(type => type.Name);

    private static readonly IReadOnlyList<OptionTable> _tables =
    [
        .. RepositoryFiles.EnglishPages.Concat(RepositoryFiles.ChinesePages).Concat(RepositoryFiles.PackageReadmes)
            .SelectMany(name => OptionTable.ReadAll(MarkdownPage.Read(name))),
    ];

    private static IEnumerable<TestCaseData> Tables => _tables.Select(table =>
        new TestCaseData(table.TypeName, table.Rows).SetArgDisplayNames(table.TypeName, table.Page));

    [TestCaseSource(nameof(Tables))]
    public void Table_OfAPage_ListsTheMembersOfItsClass(string typeName, IReadOnlyList<string[]> rows)
    {
        var members = MembersOf(_types[typeName]);

        // The options of a call have two names: the key, and the property.
        Assert.That(rows.Select(row => row[^1]), typeName == nameof(RequestOptions) && rows[0].Length == 1
            ? Is.EquivalentTo(members.Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))
            : Is.EquivalentTo(members));
        Assert.That(rows.Where(row => row.Length == 2 && row[0] != JsonNamingPolicy.SnakeCaseLower.ConvertName(row[1])), Is.Empty);
    }

    [TestCase("")]
    [TestCase(".zh-CN")]
    public void Tables_OfThePages_CoverAllClasses(string language)
    {
        var pages = _tables.Where(table => table.Page.Contains("/docs/", StringComparison.Ordinal)
            && table.Page.EndsWith(".zh-CN.md", StringComparison.Ordinal) == (language.Length > 0));

        Assert.That(pages.Select(table => table.TypeName).Distinct(), Is.EquivalentTo(_types.Keys));
    }

    private static string[] MembersOf(Type type) =>
    [
        .. type.GetProperties().Where(property => property.GetIndexParameters().Length == 0).Select(property => property.Name),
        .. type.GetFields().Select(field => field.Name),
    ];
}
