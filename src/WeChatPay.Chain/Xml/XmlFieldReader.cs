using System.Text;
using System.Xml;

namespace WeChatPay.Chain.Xml;

/// <summary>Reads the XML of APIv2, and rejects DTDs and excessive size or depth.</summary>
/// <param name="reader">The source.</param>
internal sealed class XmlFieldReader(XmlReader reader)
{
    private const int MaxCharacters = 10_000_000;
    private const int MaxDepth = 32;
    private const string Attributes = "@attributes";

    /// <exception cref="FormatException">The XML is not well-formed, has a DTD, or is too deep or too long.</exception>
    public static Dictionary<string, object> Read(string xml)
    {
        if (xml.Length > MaxCharacters)
        {
            throw new FormatException($"The XML must be at most {MaxCharacters} characters long (was {xml.Length}).");
        }
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
        };
        var text = XmlText.RemoveForbidden(xml.TrimStart('\uFEFF'));
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), settings);
            reader.MoveToContent();
            var (fields, _) = new XmlFieldReader(reader).ReadElement();
            // The rest of the document must be well-formed too.
            while (reader.Read())
            {
            }
            return fields;
        }
        catch (XmlException exception) when (text.Contains("<!DOCTYPE", StringComparison.Ordinal))
        {
            throw new FormatException(
                "The XML has a DTD (\"<!DOCTYPE …\"), which is not allowed: its entities may reference files or expand without limit.",
                exception);
        }
        catch (XmlException exception)
        {
            throw new FormatException(
                $"The text is not well-formed XML at line {exception.LineNumber}, position {exception.LinePosition}.", exception);
        }
    }

    // Leaves the reader on the last node of the element.
    private (Dictionary<string, object> Fields, string Text) ReadElement()
    {
        if (reader.Depth >= MaxDepth)
        {
            throw new FormatException($"The XML is nested deeper than {MaxDepth} elements.");
        }
        var isEmpty = reader.IsEmptyElement;
        var fields = ReadAttributes();
        var text = new StringBuilder();
        while (!isEmpty && reader.Read() && reader.NodeType is not XmlNodeType.EndElement)
        {
            if (reader.NodeType is XmlNodeType.Element)
            {
                AddTo(fields, reader.Name, ReadValue());
            }
            else
            {
                text.Append(reader.Value);
            }
        }
        return (fields, text.ToString());
    }

    private object ReadValue()
    {
        var (fields, text) = ReadElement();
        return fields.Keys.Any(name => name is not Attributes) ? fields : text;
    }

    private Dictionary<string, object> ReadAttributes()
    {
        var attributes = new Dictionary<string, object>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix is not "xmlns" && reader.Name is not "xmlns")
            {
                attributes.Add(reader.Name, reader.Value);
            }
        }
        reader.MoveToElement();
        return attributes.Count > 0 ? new() { [Attributes] = attributes } : [];
    }

    private static void AddTo(Dictionary<string, object> fields, string name, object value)
    {
        if (fields.TryAdd(name, value))
        {
            return;
        }
        if (fields[name] is List<object> list)
        {
            list.Add(value);
        }
        else
        {
            fields[name] = new List<object> { fields[name], value };
        }
    }
}
