namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Prints what was seen, and counts what was not expected.</summary>
internal sealed class Report
{
    private int _checks;
    private int _differences;

    /// <summary>Compares two texts.</summary>
    public void Same(string what, string? seen, string expected)
    {
        _checks++;
        if (seen == expected)
        {
            Console.WriteLine($"ok    {what}: {seen}");
        }
        else
        {
            _differences++;
            Console.WriteLine($"DIFFERS {what}: {seen}, expected {expected}");
        }
    }

    /// <summary>Prints the sum.</summary>
    /// <returns>The number of differences.</returns>
    public int Finish()
    {
        Console.WriteLine($"{_checks - _differences} as expected, {_differences} not");
        return _differences;
    }
}
