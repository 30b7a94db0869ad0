using System.Globalization;
using WeChatPay.Chain.Benchmarks.Faults;
using WeChatPay.Chain.Benchmarks.Load;

namespace WeChatPay.Chain.Benchmarks.Endpoints;

/// <summary>What the typed endpoints cost: sizes, builds, and the first call of a fresh process.</summary>
internal static class EndpointsRun
{
    private const double Megabyte = 1_000_000;

    /// <returns>The exit code: 0 when all is within its limit.</returns>
    public static int Run()
    {
        var verdict = new Verdict();
        using (var builds = new BuildTimes())
        {
            Require("CPU time of a cold build", builds.MeasureCold().TotalSeconds, 35, "s");
            Require("assembly", new FileInfo(builds.Assembly).Length / Megabyte, 4.5, "MB");
            Require("package", builds.Pack() / Megabyte, 2.5, "MB");
            Require("CPU time added to an unchanged build", builds.MeasureUnchanged().TotalSeconds, 1, "s");
            Require("CPU time added to a caller's build", builds.MeasureCaller().TotalSeconds, 0.2, "s");
        }
        var first = FirstCallRun.Measure("chain", "typed");
        Require($"first typed call ({first["typed"]:0.0} ms) by that of client.Chain(…)", first["typed"] / first["chain"], 1.1, "");
        return verdict.Print();

        void Require(string what, double value, double limit, string unit) => verdict.Require(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {value:0.00} {unit} of at most {limit} {unit}"), value <= limit);
    }
}
