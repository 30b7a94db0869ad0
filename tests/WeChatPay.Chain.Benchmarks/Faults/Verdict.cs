namespace WeChatPay.Chain.Benchmarks.Faults;

/// <summary>The requirements of a run, and whether they are met.</summary>
internal sealed class Verdict
{
    private readonly List<(string Claim, bool Holds)> _claims = [];

    public void Require(string claim, bool holds) => _claims.Add((claim, holds));

    /// <returns>The exit code: 0 when all are met.</returns>
    public int Print()
    {
        foreach (var (claim, holds) in _claims)
        {
            Console.WriteLine($"  {(holds ? "yes" : "NO "),-4}{claim}");
        }
        return _claims.All(claim => claim.Holds) ? 0 : 1;
    }
}
