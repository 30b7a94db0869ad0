namespace WeChatPay.Chain.Sandbox.Payments;

/// <summary>Money on the wire: whole fen, of one currency.</summary>
internal static class Amount
{
    public const string Currency = "CNY";

    public static long Read(BodyFields fields, string path)
    {
        if (fields.Has("/amount/currency"))
        {
            fields.Text("/amount/currency", Currency, $"{Currency} is the only currency");
        }
        return fields.Fen(path);
    }
}
