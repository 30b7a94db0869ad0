namespace WeChatPay.Chain.Bills;

/// <summary>A row of a bill, such as a payment, a refund or a movement of funds, or the totals at its end.</summary>
public sealed class BillRow
{
    private readonly BillColumns _columns;

    internal BillRow(BillColumns columns, string[] values)
    {
        _columns = columns;
        Values = values;
    }

    /// <summary>Gets the names of the columns, such as <c>商户订单号</c>, in the order of the bill.</summary>
    public IReadOnlyList<string> Names => _columns.Names;

    /// <summary>
    /// Gets the values of the columns, without the backtick that the platform puts before each; empty where a value is absent. Amounts are
    /// in yuan, unlike those of the API, which are in fen.
    /// </summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>Gets the value of a column.</summary>
    /// <param name="name">The name of the column, as in the bill. If several columns have the name, the first is used.</param>
    /// <exception cref="KeyNotFoundException">The bill has no such column. The message lists its columns.</exception>
    public string this[string name] => Values[_columns.IndexOf(name)];
}
