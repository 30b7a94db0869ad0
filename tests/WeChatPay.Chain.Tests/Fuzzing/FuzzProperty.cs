using FsCheck;
using FsCheck.Fluent;

namespace WeChatPay.Chain.Tests.Fuzzing;

/// <summary>Something that holds for every input.</summary>
/// <param name="name">What holds, of what.</param>
internal abstract class FuzzProperty(string name)
{
    public string Name => name;

    /// <param name="name">What holds, of what.</param>
    /// <param name="inputs">Makes inputs, larger ones for a larger size.</param>
    /// <param name="holds">False, or an exception, is a finding.</param>
    public static FuzzProperty Of<T>(string name, Gen<T> inputs, Func<T, bool> holds) => new OfInputs<T>(name, inputs, holds);

    /// <summary>Checks a number of inputs, which are the same for the same seed.</summary>
    /// <returns>The first finding, or null.</returns>
    public abstract FuzzFinding? Check(ulong seed, int count);

    public override string ToString() => Name;

    private sealed class OfInputs<T>(string name, Gen<T> inputs, Func<T, bool> holds) : FuzzProperty(name)
    {
        private const int InputsPerSize = 20;
        private const int LargestSize = 60;

        // FsCheck's generator wants an odd number beside the seed.
        private const ulong Gamma = 0x9E3779B97F4A7C15;

        public override FuzzFinding? Check(ulong seed, int count)
        {
            for (var done = 0; done < count; done += InputsPerSize)
            {
                var size = 1 + (done / InputsPerSize * 7 % LargestSize);
                foreach (var input in inputs.Sample(Math.Min(InputsPerSize, count - done), new Rnd(seed + (ulong)done, Gamma), size))
                {
                    if (Find(input) is { } finding)
                    {
                        return finding;
                    }
                }
            }
            return null;
        }

        private FuzzFinding? Find(T input)
        {
            try
            {
                return holds(input) ? null : new FuzzFinding(Name, FuzzFinding.Show(input), null);
            }
            catch (Exception exception)
            {
                return new FuzzFinding(Name, FuzzFinding.Show(input), exception);
            }
        }
    }
}
