namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class ApiDiffTests
{
    private const string Approved = "sealed class A.B : C\n    void M(int a)\n    void N()\nstatic class A.D\n    void N()\n";

    [Test]
    public void Between_TheSame_IsNothing()
    {
        Assert.That(ApiDiff.Between(Approved, Approved), Is.Empty);
    }

    [Test]
    public void Between_ARenamedParameter_ShowsBothUnderTheirType()
    {
        Assert.That(ApiDiff.Between(Approved, Approved.Replace("int a", "int b", StringComparison.Ordinal)), Is.EqualTo(Lines("- A.B: void M(int a)", "+ A.B: void M(int b)")));
    }

    [Test]
    public void Between_AMemberGoneFromOneTypeOfTwo_NamesThatType()
    {
        Assert.That(ApiDiff.Between(Approved, "sealed class A.B : C\n    void M(int a)\n    void N()\nstatic class A.D\n"), Is.EqualTo(Lines("- A.D: void N()")));
    }

    [Test]
    public void Between_AClassNoLongerSealed_ShowsItsHeader()
    {
        Assert.That(ApiDiff.Between(Approved, Approved.Replace("sealed class", "class", StringComparison.Ordinal)), Is.EqualTo(Lines("+ A.B: class A.B : C", "- A.B: sealed class A.B : C")));
    }

    [Test]
    public void Between_NothingApproved_ShowsEverything()
    {
        Assert.That(ApiDiff.Between("", Approved).Count(), Is.EqualTo(5));
    }

    private static List<string> Lines(params string[] lines) => [.. lines];
}
