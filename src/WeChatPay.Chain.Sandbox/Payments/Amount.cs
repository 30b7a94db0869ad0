namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Reads amounts of money: whole fen, in one currency.</summary>
internal static class Amount
{
    public const string Currency = "CNY";

    public static long Read(BodyFields fields, string path)
    {
        if (fields.Has("/amount/currency"))
        {
            fields.ReadText("/amount/currency", Currency, $"must be {Currency}");
        }
        return fields.ReadFen(path);
    }
}
