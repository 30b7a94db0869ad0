using System.Diagnostics;
using System.Globalization;
using WeChatPay.Chain.Tests.Fuzzing;

namespace WeChatPay.Chain.Benchmarks.Fuzz;

/// <summary>The properties of the tests over far more inputs than a test run has time for.</summary>
internal static class FuzzRun
{
    private const int DefaultInputs = 1_000_000;
    private const ulong DefaultSeed = 1;

    /// <param name="arguments">How many inputs over all properties, and a seed; neither is needed.</param>
    /// <returns>0 when nothing was found.</returns>
    public static int Run(string[] arguments)
    {
        var inputs = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultInputs;
        var seed = arguments.Length > 1 ? ulong.Parse(arguments[1], CultureInfo.InvariantCulture) : DefaultSeed;
        var properties = FuzzProperties.All.ToList();
        var each = (inputs + properties.Count - 1) / properties.Count;
        Console.WriteLine($"seed {seed}, {each:N0} inputs for each of {properties.Count} properties");
        var whole = Stopwatch.StartNew();
        foreach (var property in properties)
        {
            var watch = Stopwatch.StartNew();
            if (property.Check(seed, each) is { } finding)
            {
                Console.WriteLine($"seed {seed}: {finding}");
                return 1;
            }
            Console.WriteLine($"{watch.Elapsed.TotalSeconds,7:0.0} s  {property}");
        }
        Console.WriteLine($"{each * properties.Count:N0} inputs in {whole.Elapsed.TotalSeconds:0} s, nothing found");
        return 0;
    }
}
