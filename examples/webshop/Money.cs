namespace Webshop;

internal static class Money
{
    /// <summary>Fen as yuan, such as <c>¥128.00</c>; never through a floating-point number.</summary>
    public static string Yuan(long fen) => $"¥{fen / 100}.{fen % 100:00}";
}
