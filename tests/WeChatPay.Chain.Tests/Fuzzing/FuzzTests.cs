namespace WeChatPay.Chain.Tests.Fuzzing;

internal sealed class FuzzTests
{
    // The same inputs each time; the benchmarks' command "fuzz" looks further.
    private const ulong Seed = 20261121;
    private const int Inputs = 200;

    [TestCaseSource(typeof(FuzzProperties), nameof(FuzzProperties.All))]
    public void Check_SomeInputs_FindsNothing(FuzzProperty property)
    {
        Assert.That(property.Check(Seed, Inputs), Is.Null);
    }

    [Test]
    public void Check_APropertyThatDoesNotHold_ShowsTheFirstInput()
    {
        var property = FuzzProperty.Of("Never", Texts.Broken, _ => false);

        Assert.That($"{property.Check(Seed, Inputs)}", Does.StartWith("Never does not hold for \""));
    }

    [Test]
    public void Check_TheSameSeed_MakesTheSameInputs()
    {
        var first = new List<string>();
        var second = new List<string>();

        FuzzProperty.Of("First", Texts.Broken, text => Add(first, text)).Check(Seed, Inputs);
        FuzzProperty.Of("Second", Texts.Broken, text => Add(second, text)).Check(Seed, Inputs);

        Assert.That(first, Has.Count.EqualTo(Inputs));
        Assert.That(second, Is.EqualTo(first));
        Assert.That(first.Distinct().Count(), Is.GreaterThan(Inputs / 2));

        static bool Add(List<string> inputs, string input)
        {
            inputs.Add(input);
            return true;
        }
    }

    [Test]
    public void Check_APropertyThatThrows_ShowsTheException()
    {
        var property = FuzzProperty.Of("Throws", Texts.Broken, _ => throw new InvalidOperationException("found"));

        Assert.That($"{property.Check(Seed, Inputs)}", Does.Contain("found"));
    }
}
