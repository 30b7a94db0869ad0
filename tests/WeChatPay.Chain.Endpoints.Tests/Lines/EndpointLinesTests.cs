using System.Globalization;
using System.Text;
using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Endpoints.Tests.Compilation;

namespace WeChatPay.Chain.Endpoints.Tests.Lines;

/// <summary>For each operation of the catalogue, with each field set: the dynamic line and the typed lines send the same request.</summary>
internal sealed class EndpointLinesTests
{
    private static readonly CallStyle[] _styles = [CallStyle.Dynamic, CallStyle.Ported, CallStyle.Typed];

    // The synchronous methods differ from the asynchronous ones in their last word only, and each takes time to compile.
    private const int SynchronousShare = 8;

    private static readonly List<Operation> _operations = [.. CatalogueFiles.Callable];

    private static readonly List<Operation> _someOperations = Select(_operations);

    private readonly Dictionary<CallStyle, IReadOnlyList<string>> _asynchronous = [];

    private IReadOnlyList<string> _synchronous = [];

    [OneTimeSetUp]
    public async Task RunAllLines()
    {
        var assembly = TestCompilation.Load(
        [
            .. _styles.Select(style => WriteClass(style, isAsync: true, _operations)),
            WriteClass(CallStyle.Typed, isAsync: false, _someOperations),
        ]);
        foreach (var style in _styles)
        {
            _asynchronous[style] = await RecordAsync(client =>
                (Task<List<string>>)assembly.GetType($"{style}Async")!.GetMethod("RunAsync")!.Invoke(null, [client])!);
        }
        _synchronous = await RecordAsync(client =>
            Task.FromResult((List<string>)assembly.GetType("TypedSync")!.GetMethod("Run")!.Invoke(null, [client])!));
    }

    [Test]
    public void Lines_OfAllOperations_SendARequest() => Assert.Multiple(() =>
    {
        foreach (var style in _styles)
        {
            Assert.That(_asynchronous[style], Has.Count.EqualTo(_operations.Count), $"{style}");
        }
        Assert.That(_synchronous, Has.Count.EqualTo(_someOperations.Count), "synchronous");
    });

    [Test]
    public void PortedLine_OfEachOperation_SendsWhatTheDynamicLineSends() =>
        AssertSame(_operations, _asynchronous[CallStyle.Ported], _asynchronous[CallStyle.Dynamic]);

    [Test]
    public void TypedLine_OfEachOperation_SendsWhatTheDynamicLineSends() =>
        AssertSame(_operations, _asynchronous[CallStyle.Typed], _asynchronous[CallStyle.Dynamic]);

    [Test]
    public void SynchronousLine_OfSomeOperations_SendsWhatTheAsynchronousLineSends() =>
        AssertSame(_someOperations, _synchronous, Select(_asynchronous[CallStyle.Typed]));

    [Test]
    public void DynamicLine_OfEachOperation_HasEachFieldOnce()
    {
        var missing = _operations.Zip(_asynchronous[CallStyle.Dynamic])
            .SelectMany(pair => FieldsOf(pair.First).Where(name => !pair.Second.Contains(name, StringComparison.Ordinal))
                .Select(name => $"{pair.First.Id}: {name}"));

        Assert.That(missing, Is.Empty);
    }

    private static IEnumerable<string> FieldsOf(Operation operation) => operation.Places
        .Where(place => place.Name is "json" or "xml" or "query")
        .SelectMany(place => place.Fields)
        .Select(field => field.Name);

    private static List<T> Select<T>(IEnumerable<T> items) => [.. items.Where((_, index) => index % SynchronousShare == 0)];

    private static void AssertSame(List<Operation> operations, IReadOnlyList<string> actual, IReadOnlyList<string> expected)
    {
        var different = operations.Zip(actual, expected)
            .Where(triple => triple.Second != triple.Third)
            .Select(triple => $"{triple.First.Id}\n  {triple.Second}\n  {triple.Third}")
            .ToList();

        Assert.That(different, Is.Empty, () => $"{different.Count} differ, such as {different[0]}");
    }

    private static string WriteClass(CallStyle style, bool isAsync, List<Operation> operations)
    {
        var writer = new LineWriter(style);
        var type = style == CallStyle.Dynamic ? "dynamic" : nameof(WeChatPayClient);
        var signature = isAsync ? "async Task" : "void";
        var wait = isAsync ? "await " : "";
        var calls = operations.Select((operation, index) => string.Create(
            CultureInfo.InvariantCulture,
            $"    static {signature} Call{index}({type} client) {{ {wait}{writer.Write(operation, isAsync)}; }}"));
        var runs = Enumerable.Range(0, operations.Count).Select(index => string.Create(
            CultureInfo.InvariantCulture,
            $"        try {{ {wait}Call{index}(client); }} catch (WeChatPayApiException) {{ }} "
            + $"catch (Exception exception) {{ rejected.Add(\"{operations[index].Id}: \" + exception.Message); }}"));
        return new StringBuilder()
            .AppendLine("using WeChatPay.Chain.Endpoints.Tests.Lines;")
            .AppendLine(CultureInfo.InvariantCulture, $"public static class {style}{(isAsync ? "Async" : "Sync")}")
            .AppendLine("{")
            .AppendLine(
                CultureInfo.InvariantCulture,
                $"    public static {(isAsync ? "async Task<List<string>> RunAsync" : "List<string> Run")}({type} client)")
            .AppendLine("    {")
            .AppendLine("        var rejected = new List<string>();")
            .AppendJoin('\n', runs)
            .AppendLine("\n        return rejected;")
            .AppendLine("    }")
            .AppendJoin('\n', calls)
            .AppendLine("\n}")
            .ToString();
    }

    private static async Task<IReadOnlyList<string>> RecordAsync(Func<WeChatPayClient, Task<List<string>>> run)
    {
        using var handler = new RecordingHandler();
        using var client = RecordingHandler.CreateClient(handler);
        Assert.That(await run(client), Is.Empty);
        return handler.Requests;
    }
}
