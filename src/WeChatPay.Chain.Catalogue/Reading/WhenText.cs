using WeChatPay.Chain.Catalogue.Model;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>Reads the attribute <c>when</c>: <c>single!,profitsharing</c>.</summary>
internal static class WhenText
{
    public static IReadOnlyList<FieldMode> Parse(SourceLine line, string? text, IReadOnlyCollection<string> modes)
    {
        if (text is null)
        {
            return [];
        }
        var result = new List<FieldMode>();
        foreach (var word in text.Split(','))
        {
            var isRequired = word.EndsWith("!", StringComparison.Ordinal);
            var name = isRequired ? word.Substring(0, word.Length - 1) : word;
            DeclaredMode.Check(line, name, modes);
            if (result.Exists(mode => mode.Name == name))
            {
                throw line.Error($"'when:{text}' has '{name}' twice.");
            }
            result.Add(new(name, isRequired));
        }
        return result;
    }
}
