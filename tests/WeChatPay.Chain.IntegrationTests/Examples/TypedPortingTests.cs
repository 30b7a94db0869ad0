namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>
/// The programs of the porting guide run with a <see cref="WeChatPayClient"/> in place of <c>dynamic</c> and print the same, except for the
/// lines that the page about typed endpoints lists.
/// </summary>
public sealed class TypedPortingTests
{
    private const int TimeoutMilliseconds = 300_000;

    private static readonly IReadOnlyList<ChangedLine> _changes = ChangedLine.ReadAll();

    private readonly string _folder = Directory.CreateTempSubdirectory("wechatpay-typed-").FullName;

    private static IEnumerable<string> Programs => RepositoryFiles.PortingFiles.Select(file => Path.GetFileNameWithoutExtension(file));

    [TearDown]
    public void DeletePrograms() => Directory.Delete(_folder, recursive: true);

    [TestCaseSource(nameof(Programs))]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Program_WithATypedClient_PrintsTheSame(string name, CancellationToken cancellationToken)
    {
        var program = TypedProgram.Create(PathOf(name), _changes).WriteTo(_folder);

        var run = await ExampleRun.StartAssemblyAsync(program, cancellationToken);

        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Output, Is.EqualTo(File.ReadAllText(Path.Combine(RepositoryFiles.PortingOutputs, $"{name}.txt"))));
    }

    [TestCaseSource(nameof(_changes))]
    public void Line_OfTheList_DoesNotCompileOnATypedClient(ChangedLine change)
    {
        var others = _changes.Where(other => other != change);
        var programs = RepositoryFiles.PortingFiles.Where(path =>
            File.ReadAllText(path).Contains(change.Dynamic, StringComparison.Ordinal));

        Assert.That(
            programs.SelectMany(path => TypedProgram.Create(path, others).Problems),
            Is.Not.Empty,
            "The line is not part of examples/porting, or compiles unchanged. Remove it from the list.");
    }

    [Test]
    public void Readme_WithATypedClient_Compiles()
    {
        var blocks = MarkdownPage.Read("README.md").Blocks("csharp").Select(WithATypedClient);

        Assert.That(PageCompiler.FindErrors(blocks), Is.Empty);
    }

    private static CodeBlock WithATypedClient(CodeBlock block) => block with
    {
        Lines = [.. block.Lines.Select(line => line.Replace("dynamic client", "WeChatPayClient client", StringComparison.Ordinal))],
    };

    private static string PathOf(string name) => Path.Combine(RepositoryFiles.Examples, "porting", $"{name}.cs");
}
