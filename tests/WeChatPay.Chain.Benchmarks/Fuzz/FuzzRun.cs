using System.Diagnostics;
using System.Globalization;
using WeChatPay.Chain.Tests.Fuzzing;

namespace WeChatPay.Chain.Benchmarks.Fuzz;

/// <summary>Checks the fuzzed properties of the tests with many more inputs.</summary>
internal static class FuzzRun
{
    private const int DefaultInputs = 1_000_000;
    private const ulong DefaultSeed = 1;

    /// <param name="arguments">The total number of inputs and a seed; both are optional.</param>
    /// <returns>The exit code: 0 when all properties hold.</returns>
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
