using System.Collections;

namespace WeChatPay.Chain.Tests.Conventions;

internal sealed class ApiPrinterTests
{
    [Test]
    public void Print_OfAType_ShowsEverythingThatAConsumerCouldNotice()
    {
        Assert.That(ApiPrinter.Print([typeof(Sample<>)]), Is.EqualTo(
            """
            class WeChatPay.Chain.Tests.Conventions.ApiPrinterTests.Sample<T> : Hashtable, IComparable<T>
                Sample(string name, int? count = null)
                const string Constant = "c"
                dynamic Loose { get; }
                event EventHandler Happened
                int CompareTo(T? other)
                override int Count { get; }
                protected virtual void OnChange(ref int by, out string? why)
                required string Name { get; init; }
                static Dictionary<string, List<object?>?> Map(DayOfWeek day = DayOfWeek.Friday, CancellationToken token = default, params string?[] rest)
                string? Optional { get; protected set; }
                string? this[int index] { get; }

            """.ReplaceLineEndings("\n")));
    }

    [Test]
    public void Print_OfAnEnum_ShowsItsNumbers()
    {
        Assert.That(ApiPrinter.Print([typeof(Kind)]), Is.EqualTo("enum WeChatPay.Chain.Tests.Conventions.ApiPrinterTests.Kind\n    One = 1\n    Two = 2\n"));
    }

    [Test]
    public void Print_OfASealedType_ShowsItsBase()
    {
        Assert.That(ApiPrinter.Print([typeof(Derived)]), Is.EqualTo("sealed class WeChatPay.Chain.Tests.Conventions.ApiPrinterTests.Derived : ApiPrinterTests.Sample<ApiPrinterTests.Kind>\n    Derived()\n"));
    }

    [Test]
    public void Print_OfTypes_IsSortedWhateverTheirOrder()
    {
        Assert.That(ApiPrinter.Print([typeof(Sample<>), typeof(Kind)]), Is.EqualTo(ApiPrinter.Print([typeof(Kind), typeof(Sample<>)])));
    }

    private enum Kind
    {
        One = 1,
        Two = 2,
    }

    private class Sample<T>(string name, int? count = null) : Hashtable, IComparable<T>
    {
        public const string Constant = "c";

        public event EventHandler Happened
        {
            add => Add(value, count);
            remove => Remove(value);
        }

        public required string Name { get; init; } = name;

        public string? Optional { get; protected set; }

        public dynamic Loose => Name;

        public override int Count => Hidden;

        internal int Hidden => Name.Length;

        public string? this[int index] => $"{index}";

        public static Dictionary<string, List<object?>?> Map(DayOfWeek day = DayOfWeek.Friday, CancellationToken token = default, params string?[] rest) => new() { [$"{day}{token}"] = [.. rest] };

        public int CompareTo(T? other) => Secret();

        protected virtual void OnChange(ref int by, out string? why) => why = $"{by}";

        private static int Secret() => 0;
    }

    private sealed class Derived() : Sample<Kind>("derived");
}
