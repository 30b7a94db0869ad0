namespace WeChatPay.Chain.Tests.Bills;

/// <summary>Records reported progress synchronously.</summary>
internal sealed class Reported(Action<long>? next = null) : IProgress<long>
{
    private readonly List<long> _values = [];

    public IReadOnlyList<long> Values => _values;

    public void Report(long value)
    {
        _values.Add(value);
        next?.Invoke(value);
    }
}
