namespace WeChatPay.Chain.Values;

/// <summary>Checks a setting or an argument.</summary>
internal static class Require
{
    /// <param name="condition">What must hold.</param>
    /// <param name="name">The setting or the parameter, as the caller knows it.</param>
    /// <param name="problem">The rest of the message, which begins with the name: what was seen, what was expected, and the remedy.</param>
    /// <exception cref="ArgumentException"><paramref name="condition"/> is <see langword="false"/>.</exception>
    public static void That(bool condition, string name, string problem)
    {
        if (!condition)
        {
            throw new ArgumentException($"{name} {problem}", name);
        }
    }
}
