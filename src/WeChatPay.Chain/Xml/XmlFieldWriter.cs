using System.Text;
using System.Xml;
using WeChatPay.Chain.Values;

namespace WeChatPay.Chain.Xml;

/// <summary>Writes fields as the XML of APIv2.</summary>
/// <param name="writer">The target.</param>
/// <param name="item">The name of the elements of a list.</param>
/// <param name="parameter">The name of the caller's parameter.</param>
internal sealed class XmlFieldWriter(XmlWriter writer, string item, string parameter)
{
    private const int MaxDepth = 32;

    /// <summary>Writes a message as in the platform's examples, without a declaration or indentation.</summary>
    public static string Write(IEnumerable<KeyValuePair<string, object?>> fields, string parameter) =>
        Write(fields, headless: true, indent: false, root: "xml", item: "item", parameter);

    public static string Write(
        IEnumerable<KeyValuePair<string, object?>> fields, bool headless, bool indent, string root, string item, string parameter)
    {
        var xml = new StringBuilder(headless ? "" : "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Indent = indent,
            IndentChars = " ",
            NewLineChars = "\n",
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(xml, settings))
        {
            new XmlFieldWriter(writer, item, parameter).WriteElement(root, fields, depth: 0);
        }
        return xml.ToString();
    }

    /// <exception cref="ArgumentException">The name is not a valid XML name.</exception>
    public static void CheckName(string name, string parameter)
    {
        if (!XmlReader.IsName(name) || name.Contains(':', StringComparison.Ordinal))
        {
            throw new ArgumentException(
                $"'{name}' is not a valid XML name. A name starts with a letter or '_', followed by letters, digits, '_', '-' or '.'.",
                parameter);
        }
    }

    private void WriteElement(string name, object? value, int depth)
    {
        CheckName(name, parameter);
        if (depth > MaxDepth)
        {
            throw new ArgumentException(
                $"The fields are nested deeper than {MaxDepth} levels at '{name}'. Check whether a dictionary contains itself.", parameter);
        }
        writer.WriteStartElement(name);
        WriteContent(name, value, depth + 1);
        writer.WriteFullEndElement();
    }

    private void WriteContent(string name, object? value, int depth)
    {
        var members = value is null or byte[] || ScalarText.IsScalar(value)
            ? null
            : NamedValues.TryRead(value) ?? ListValues.TryRead(value)?.Select(member => KeyValuePair.Create(item, member));
        if (members is null)
        {
            WriteText(name, Fields.GetText(value, name, parameter));
            return;
        }
        foreach (var (key, member) in members)
        {
            WriteElement(key, member, depth);
        }
    }

    private void WriteText(string name, string text)
    {
        if (XmlText.FindForbidden(text) is >= 0 and var index)
        {
            throw new ArgumentException(
                $"The value of '{name}' contains U+{(int)text[index]:X4} at position {index}, which XML does not allow. Remove it.",
                parameter);
        }
        // XML readers convert a carriage return to a line feed unless it is escaped, which CDATA cannot do. The signature would not match.
        if (text.AsSpan().ContainsAny("<>&\"") && !text.Contains('\r', StringComparison.Ordinal))
        {
            writer.WriteCData(text);
        }
        else
        {
            writer.WriteString(text);
        }
    }
}
