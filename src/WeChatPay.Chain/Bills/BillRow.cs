namespace WeChatPay.Chain.Bills;

/// <summary>A row of a bill: a payment, a refund, a movement of funds; or the totals at its end.</summary>
public sealed class BillRow
{
    private readonly BillColumns _columns;

    internal BillRow(BillColumns columns, string[] values)
    {
        _columns = columns;
        Values = values;
    }

    /// <summary>The names of the columns, such as <c>商户订单号</c>, in the order in which the bill has them.</summary>
    public IReadOnlyList<string> Names => _columns.Names;

    /// <summary>The values below these names, as texts without the back-tick that the platform puts before each; empty where there is none. Amounts are in yuan, unlike the API's, which are in fen.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>The value below a name.</summary>
    /// <param name="name">As the bill spells it; of two columns with one name, the first.</param>
    /// <exception cref="KeyNotFoundException">The bill has no such column. The message lists those it has.</exception>
    public string this[string name] => Values[_columns.IndexOf(name)];
}
