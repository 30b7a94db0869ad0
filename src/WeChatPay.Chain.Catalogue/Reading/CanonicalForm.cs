using WeChatPay.Chain.Catalogue.Model;
using WeChatPay.Chain.Catalogue.Writing;

namespace WeChatPay.Chain.Catalogue.Reading;

/// <summary>
/// Checks that a file is written as the writer writes it: the order of lines and words, empty lines, leading zeros. What a reader
/// drops by mistake is found too.
/// </summary>
internal static class CanonicalForm
{
    public static void Check(CatalogueText file, EndpointCatalogue content)
    {
        var expected = CatalogueWriter.Write(content.Operations, content.Webhooks);
        if (file.Text != expected)
        {
            throw Difference(file, expected.Split('\n'));
        }
    }

    private static CatalogueException Difference(CatalogueText file, string[] expected)
    {
        var lines = file.Text.Split('\n');
        var index = 0;
        while (index < lines.Length && index < expected.Length && lines[index] == expected[index])
        {
            index++;
        }
        return new(file.Name, index + 1, $"Saw {Show(lines, index)}; expected {Show(expected, index)} here. " +
            "Lines, attributes and words have a fixed order; the command 'format' restores it.");
    }

    private static string Show(string[] lines, int index) =>
        index >= lines.Length ? "the end of the file" : lines[index].Length == 0 ? "an empty line" : $"'{lines[index].Trim()}'";
}
