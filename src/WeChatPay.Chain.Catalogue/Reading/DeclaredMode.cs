namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Checks a mode or a shape that <c>when:</c> names.</summary>
internal static class DeclaredMode
{
    public static void Check(SourceLine line, string name, IReadOnlyCollection<string> modes)
    {
        if (modes.Count == 0)
        {
            throw line.Error($"'when:' needs a line 'modes' or 'shape' that declares '{name}'.");
        }
        if (!modes.Contains(name))
        {
            throw line.Unknown(name, "a declared mode or shape", modes);
        }
    }
}
