namespace WeChatPay.Chain.IntegrationTests.Examples;

/// <summary>Every program in examples/porting prints the content of the file with its name in PortingOutputs/.</summary>
/// <remarks>Porting.targets compiles them with these tests. One is also started by its path, as a reader would start it.</remarks>
public sealed class PortingTests
{
    private const int TimeoutMilliseconds = 300_000;

    private static IEnumerable<string> Programs => RepositoryFiles.PortingFiles.Select(file => Path.GetFileNameWithoutExtension(file));

    [TestCaseSource(nameof(Programs))]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Program_Run_PrintsWhatIsExpected(string name, CancellationToken cancellationToken)
    {
        var run = await ExampleRun.StartCompiledAsync(name, cancellationToken);

        Assert.That(run.ExitCode, Is.Zero, run.Output + run.Errors);
        Assert.That(run.Errors, Is.Empty);
        Assert.That(run.Output, Is.EqualTo(ExpectedOf(name)), "Compare with the file in PortingOutputs/, and fix the program or the file.");
    }

    [Test]
    public void Outputs_InTheFolder_BelongToPrograms() =>
        Assert.That(
            Directory.EnumerateFiles(RepositoryFiles.PortingOutputs).Select(Path.GetFileName),
            Is.EquivalentTo(Programs.Select(name => $"{name}.txt")));

    [Test]
    [NonParallelizable]
    [CancelAfter(TimeoutMilliseconds)]
    public async Task Program_StartedByItsPath_PrintsTheSame(CancellationToken cancellationToken)
    {
        var run = await ExampleRun.StartAsync(
            "examples/porting/styles.cs", RepositoryFiles.Root, new Dictionary<string, string>(), cancellationToken);

        Assert.That(run.Output, Is.EqualTo(ExpectedOf("styles")), run.Errors);
    }

    private static string ExpectedOf(string name) => File.ReadAllText(Path.Combine(RepositoryFiles.PortingOutputs, $"{name}.txt"));
}
