using System.Net.Sockets;

namespace WeChatPay.Chain.IntegrationTests.Attacks;

/// <summary>
/// However a connection ends, a write is not sent twice unless the platform asks for it, and a request that the server has read is
/// never reported as having no effect. Covers every pair of values; <c>-- attacks</c> of the benchmarks runs all combinations.
/// </summary>
internal sealed class AttackMatrixTests
{
    private static IEnumerable<TestCaseData> Cells =>
        Pairwise.Choose(Cell.Dimensions).Select(values => new TestCaseData(Cell.From(values)).SetArgDisplayNames($"{Cell.From(values)}"));

    [TestCaseSource(nameof(Cells))]
    public async Task Call_UnderAttack_ReportsTheOutcomeAndWritesOnce(Cell cell)
    {
        var seen = await Attack.RunAsync(cell);

        Assert.That(Judge.Faults(cell, seen), Is.Empty, $"{cell}: {seen}");
    }

    [Test]
    public void Choose_AnyDimensions_CoversEveryPair()
    {
        var open = Pairwise.Pairs(Cell.Dimensions);
        var chosen = Pairwise.Choose(Cell.Dimensions);

        foreach (var row in chosen)
        {
            for (var first = 0; first < row.Count; first++)
            {
                for (var second = first + 1; second < row.Count; second++)
                {
                    open.Remove((first, row[first], second, row[second]));
                }
            }
        }

        Assert.That(open, Is.Empty);
        Assert.That(chosen, Has.Count.LessThan(Pairwise.All(Cell.Dimensions).Count() / 50));
        Assert.That(Pairwise.Choose(Cell.Dimensions), Is.EqualTo(chosen), "The choice must be deterministic.");
    }

    private static readonly Cell _write = new(
        new Ending(Stage.RequestRead, How.Reset),
        Transport.OwnSockets,
        Verb.Post,
        BodyKind.Json,
        IsWarm: false,
        IsSync: false,
        IsResilient: true);

    private static IEnumerable<TestCaseData> Planted =>
    [
        Plant("AWriteReadTwice", Seen(Unknown(), reads: 2)),
        Plant("AWriteReadThreeTimesAfterOneRetryRequest", Seen(Unknown(), reads: 3, asks: 1)),
        Plant("NoEffectAfterAByteWasRead", Seen(NoEffect(new HttpRequestException("x")), reads: 0)),
        Plant("NothingWasSentAfterAByteWasRead", Seen(new HttpRequestException("POST v3/x failed. Nothing was sent."), reads: 0)),
        Plant("SuccessWithoutAResponse", Seen(null, reads: 1)),
        Plant("AnUnexpectedExceptionType", Seen(new SocketException(), reads: 1)),
        Plant("ACallThatDoesNotEnd", Seen(Unknown(), reads: 1) with { Elapsed = TimeSpan.FromMinutes(5) }),
    ];

    [TestCaseSource(nameof(Planted))]
    public void Faults_PlantedFault_IsFound(Observation planted) =>
        Assert.That(Judge.Faults(_write, planted).ToList(), Has.Count.EqualTo(1));

    [Test]
    public void Faults_AllowedObservations_AreEmpty()
    {
        Observation[] allowed =
        [
            Seen(Unknown(), reads: 1),
            Seen(Unknown(), reads: 2, asks: 1),
            Seen(NoEffect(new HttpRequestException("x")), reads: 0) with { AnyByteRead = false },
            Seen(null, reads: 1) with { Completions = 1 },
        ];

        Assert.That(allowed.SelectMany(seen => Judge.Faults(_write, seen)), Is.Empty);
        Assert.That(Judge.Faults(_write with { Verb = Verb.Get }, Seen(Unknown(), reads: 3)), Is.Empty, "A GET changes nothing.");
    }

    private static TestCaseData Plant(string name, Observation seen) => new TestCaseData(seen).SetArgDisplayNames(name);

    private static Observation Seen(Exception? failure, int reads, int asks = 0) =>
        new(failure, reads, AnyByteRead: true, asks, Completions: 0, TimeSpan.FromSeconds(1));

    private static HttpRequestException Unknown() => new("broken");

    /// <summary>An exception that a call has marked as having no effect.</summary>
    private static HttpRequestException NoEffect(Exception inner)
    {
        using var client = new WeChatPayClient(new WeChatPayClientOptions { MerchantId = "1900000109", ApiV2Key = new string('k', 32) });
        return new HttpRequestException("claims", Assert.Catch(() => client.Chain("v3/x").Get(new { wrong = inner.Message })));
    }
}
