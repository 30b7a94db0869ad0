namespace Webshop;

internal static class Money
{
    /// <summary>Formats fen as yuan, such as <c>¥128.00</c>, without floating-point numbers.</summary>
    public static string Yuan(long fen) => $"¥{fen / 100}.{fen % 100:00}";
}
