namespace WeChatPay.Chain.AheadOfTime;

/// <summary>Prints the results of checks, and counts the differences.</summary>
internal sealed class Report
{
    private int _checks;
    private int _differences;

    /// <summary>Compares a result with the expected one.</summary>
    public void Check(string what, string? seen, string expected)
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

    /// <summary>Prints a summary.</summary>
    /// <returns>The number of differences.</returns>
    public int Finish()
    {
        Console.WriteLine($"{_checks - _differences} as expected, {_differences} not");
        return _differences;
    }
}
